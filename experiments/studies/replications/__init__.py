"""Published models as limiting cases of the engine: one small cited file each.

A case configures the product's own rules, lets them run and measures; what theory says stands apart, in
`experiments.theory`, and never enters here. `CASES` holds every case found in this folder.
"""

from importlib import import_module
from pkgutil import iter_modules

from experiments.studies.replications.case import CASES, Measured, Replication

for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = ["CASES", "Measured", "Replication"]
