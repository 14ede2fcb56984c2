"""The link in a real browser: what is shared, reloaded and bookmarked, and whom it does not disturb."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from model.params import PARAMETERS
from tests.web.stage import Visit, cooperation, go_to, month, open_settings, query, reach, stage
from web.address import read, write
from web.experiment import Experiment, limits

pytestmark = pytest.mark.browser


def test_two_visitors_do_not_meet(visit: Visit) -> None:
    one, two = visit(), visit(viewport={"width": 1366, "height": 768})  # another browser, with its own cookies
    one.locator("[data-choice=none]").click()
    reach(one, "s.month > 12")
    one.get_by_role("button", name="Settings").click()
    one.get_by_role("button", name="New luck").click()
    reach(one, "s.films === '2'")
    assert (month(two), stage(two)["films"], stage(two)["prediction"]) == (0, "1", "open")
    assert not two.locator(".panel").is_visible()


def test_a_link_shares_world_luck_settings_and_month(visit: Visit) -> None:
    link = "?world=random&seed=3&crisis_convening=0&risk=0.45&ties=scale_free&month=60"
    first = visit(link)
    assert month(first) == 60
    assert not first.locator(".note").is_visible()
    go_to(first, 61)
    first.wait_for_function("location.search.includes('month=61')")
    assert query(first) == dict(parse_qsl(link[1:])) | {"month": "61"}
    expect(open_settings(first, "risk").locator("output")).to_have_text("0.45")
    second = visit("?" + urlsplit(first.url).query)
    assert cooperation(second) == cooperation(first)


def test_garbage_in_the_link_is_ignored_and_said_once(visit: Visit) -> None:
    page = visit("?seed=x&risk=99&quota=nan&month=-4&world=mars&group_size=3.7&<script>alert(1)</script>=1&=&%00=%ff")
    note = page.locator(".note").inner_text()
    for part in ("seed=x ignored", "risk=99 set to 1", "more"):
        assert part in note
    assert month(page) == 0
    page.wait_for_function("location.search === '?seed=1&risk=1'")


BROKEN = ["", "?", "&&&=;", "risk", "risk=inf", "seed=-1e99", "month=1e300", "ties=7", "%", "a" * 9000]


@pytest.mark.parametrize("search", BROKEN)
def test_no_link_breaks_the_page(search: str) -> None:
    assert read(search)[:2] == (Experiment(), 0)


def test_a_link_reads_back_as_it_was_written() -> None:
    experiment = Experiment("random", 42)
    for name, parameter in PARAMETERS.items():
        experiment = experiment.turn(name, parameter.choices[-1] if parameter.choices else limits(parameter)[1])
    assert read(write(experiment)) == (experiment, 0, (), None)
    assert read(write(experiment, "kyoto_and_paris")) == (experiment, 0, (), "kyoto_and_paris")
    assert read(write(experiment, "")).scenario == ""
