"""The month of the model written a second time, slowly and plainly, from the definitions.

It shares with the engine its luck (`model.luck`), its table of parameters and the world of month 0; nothing else. Each
rule is one small function named after its definition (`d9_gain`), in `basics`, `shares`, `expectations`, `answers` and
`local_rules`. Where the text leaves a thing open, the engine's choice counts.
"""
