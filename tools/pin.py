"""Write the exact versions of the present environment into pyproject.toml: `python tools/pin.py`.

uv.lock would do this, but it names package hosts in every entry, so it stays out of the repository. What is pinned is
everything that affects results or is known to break: all that is installed, less what installs it.
"""

import re
from importlib.metadata import distributions
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
NOT_PINNED = {"pip", "uv", "setuptools", "wheel", "westphalia"}


def pinned() -> list[str]:
    """One `name==version` for each installed distribution, sorted."""
    found = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in distributions()}
    return [f"{name}=={version}" for name, version in sorted(found.items()) if name not in NOT_PINNED]


def written(text: str, pins: list[str]) -> str:
    """The project file with its constraint-dependencies replaced; raises ValueError where it has no [tool.uv]."""
    block = "constraint-dependencies = [   # exact, without hosts; refreshed by tools/pin.py\n"
    block += "".join(f'    "{pin}",\n' for pin in pins) + "]\n"
    text = re.sub(r"constraint-dependencies = \[.*?^\]\n", "", text, flags=re.DOTALL | re.MULTILINE)
    if "[tool.uv]\n" not in text:
        raise ValueError("pyproject.toml has no [tool.uv]")
    return text.replace("[tool.uv]\n", "[tool.uv]\n" + block, 1)


if __name__ == "__main__":
    PYPROJECT.write_text(written(PYPROJECT.read_text(encoding="utf-8"), pinned()), encoding="utf-8")
