"""Institutions: one a file. A regime is only a set of these, by the names of their files.

`INSTITUTIONS` holds every institution found in this folder; a new file is a new institution.
"""

from importlib import import_module
from pkgutil import iter_modules

from model.governance.institution import INSTITUTIONS, Institution

for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
for _name in sorted(INSTITUTIONS):  # in the order of their names, whoever imports whom
    INSTITUTIONS[_name] = INSTITUTIONS.pop(_name)

__all__ = ["INSTITUTIONS", "Institution"]
