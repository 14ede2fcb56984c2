"""The ablation: what changes where one idea at a time is switched off (`rows.csv`; DEFINITIONS G)."""
