"""Studies of the laboratory: scenarios, claims, the record of treaties, diagnostics, published models."""
