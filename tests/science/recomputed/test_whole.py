"""Nothing of the model is left out: a new body, kind of actor or parameter must be recomputed too."""

from pathlib import Path

from agents import KINDS as ENGINE_KINDS
from model.governance import INSTITUTIONS
from model.params import PARAMETERS

from . import month
from .given import KINDS

OF_THE_WORLD = {"actors", "actors_per_state", "ties", "mean_ties", "openness", "soft_power_gain"}  # month 0 is given
READ_ELSEWHERE = {"agenda", "kind_without_rules", "kind_without_means"}  # by the table, and by tests of ablations
WITH_THE_ENGINE = {"compare.py", "cases.py"}  # which play both


def sources():
    """The text of the recomputation, by file, the tests aside."""
    files = Path(__file__).parent.glob("*.py")
    return {f.name: f.read_text(encoding="utf-8") for f in files if not f.name.startswith("test_")}


def test_every_body_is_recomputed():
    ours = {*month.FORMAL, *month.SMALL, "local_institution", "coalitions", "panel"}
    assert set(INSTITUTIONS) == ours


def test_every_kind_is_recomputed():
    assert tuple(kind.label for kind in ENGINE_KINDS) == KINDS


def test_every_parameter_is_read():
    text = "".join(text for name, text in sources().items() if name not in WITH_THE_ENGINE)
    unread = {name for name in PARAMETERS if f'"{name}"' not in text}
    assert unread - OF_THE_WORLD - READ_ELSEWHERE == set()


def test_no_code_is_shared_but_luck_and_the_table_of_parameters():
    for name, text in sources().items():
        lines = [line for line in text.splitlines() if line.startswith(("from model", "from agents", "import model"))]
        if name not in WITH_THE_ENGINE:
            assert all(line.startswith(("from model import luck", "from model.settings import")) for line in lines), (
                name
            )
