"""The published answers, computed without the engine.

Every figure the laboratory must reproduce in a limiting case is derived here a second time, as the exact stationary
distribution of a Markov chain or as a closed form, from the papers alone. Nothing here imports the engine (``model``,
``agents``) and the engine imports nothing from here: theory judges the engine, it never feeds it. ``oracles.json``
holds the reference numbers with their provenance, and ``oracles.predict`` states what theory says of a case.
"""
