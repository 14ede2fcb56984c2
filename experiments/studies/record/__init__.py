"""The treaty pipeline against the record: how long six treaties took to gather parties, and what the engine says.

`protocol.py`, `treaties.csv` and `observed.csv` were committed before anything was fitted; the rest carries them out.
"""
