"""Points of a CSV file are taken as they are, or refused by their row."""

from pathlib import Path

import pytest

from experiments.ask.reading import read_design
from model.params import BadInput
from tests.unit.test_design import WHOLE, read


def test_points_of_a_file_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("risk,quota,ties,vetoes\n0.1,0.67,random,0\n0.30000000000000004,0.5,blocks,3\n")
    design = read(tmp_path, WHOLE + 'name = "points"\nfile = "p.csv"\n')
    assert design.values == [(0.67, 0, 0.1, "random"), (0.5, 3, 0.30000000000000004, "blocks")]
    assert [case.arguments["settings"]["risk"] for case, *_ in design.families()] == [
        0.30000000000000004,
        0.1,
    ]  # by their ties
    assert design.identity["sampler"]["points"]  # type: ignore[index]


HEADER = "quota,vetoes,risk,ties\n"
GOOD = "0.5,0,0,blocks\n"


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (HEADER + GOOD + "0.5,0,0,blocks,2\n", "p.csv row 3=0.5,0,0,blocks,2: allowed 4 cells"),
        (HEADER + GOOD + "\n0.5,0,0\n", "p.csv row 4=0.5,0,0: allowed 4 cells"),
        (HEADER + GOOD + "0.5,0,,blocks\n", "p.csv row 3, risk=: allowed 0..1"),
        (HEADER + "0.5,0,0,rope\n", "p.csv row 2, ties=rope: allowed "),
        ("quota,vetoes,risk,risk,ties\n0.5,0,0,0,blocks\n", "column=risk: allowed p.csv has exactly .*, each once"),
        (HEADER + '0.5,0,0,"blocks\n', "sampler.file=p.csv: allowed a CSV file that can be read"),
        (HEADER.replace(",", ";") + GOOD.replace(",", ";"), "sampler.file=p.csv: allowed a CSV file with a comma"),
        ("", "column=quota: allowed p.csv has exactly"),
    ],
)
def test_a_bad_file_of_points_is_refused_by_its_row(points: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(points)
    with pytest.raises(BadInput, match=f"^{said}"):
        read(tmp_path, WHOLE + 'name = "points"\nfile = "p.csv"\n')


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="allowed a CSV file that can be read"):
        read(tmp_path, WHOLE + 'name = "points"\nfile = "a\\u0000b"\n')


def test_the_points_of_an_older_folder_are_found_by_their_name(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "design.toml").write_text(WHOLE + 'name = "points"\nfile = "deep/p.csv"\n')
    (tmp_path / "p.csv").write_text(HEADER + GOOD)
    assert read_design(tmp_path / "design.toml").values == [(0.5, 0, 0.0, "blocks")]
