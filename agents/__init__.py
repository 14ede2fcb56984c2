"""Who acts, and how each decides: one kind of actor a file.

`KINDS` holds every kind found in this folder, in alphabetical order of file name; a new file is a new kind.
"""

from importlib import import_module
from pkgutil import iter_modules

from agents.actor import ACTOR, FIXED, KINDS, TRAITS, Actor

for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = ["ACTOR", "FIXED", "KINDS", "TRAITS", "Actor"]
