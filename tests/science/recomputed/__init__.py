"""The month of the model written a second time, slowly and plainly, from the definitions.

It shares with the engine its luck (`model.luck`), its table of parameters and the world of month 0; nothing else. Each
rule is one small function named after its definition (`d9_gain`); `first.py` holds those of the first edition.
"""
