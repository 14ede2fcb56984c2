"""Imported once by the process that local workers are forked from: they inherit the model, loaded and compiled.

It cannot be told which world is asked for, and so rehearses each.
"""

from experiments.play.runner import rehearse
from model.world import WORLDS

for world in WORLDS:
    rehearse(world)
