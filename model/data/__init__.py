"""The real world as small tables: states, trade, borders, cities, memberships and land (see PROVENANCE.md)."""
