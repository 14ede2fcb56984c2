"""How it is run: one case at a time, by some engine, kept in a folder that can be resumed. Nothing here draws."""
