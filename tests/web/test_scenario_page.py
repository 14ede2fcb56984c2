"""Scenarios in a real browser: pick one, predict, run it, see what came; and nobody else is disturbed."""

import os
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from experiments.judge.estimate import Estimate
from experiments.studies.scenario.findings import AS_EXPECTED, OPPOSITE, Finding
from experiments.studies.scenarios import SCENARIOS
from tests.web.stage import Visit, month, query, reach
from web.performance import Performance, Programme
from web.prediction import LEVEL, choices, outcome_of, verdict
from web.scenarios import card, world_of

pytestmark = pytest.mark.browser
QUICK = "crisis_convening"  # among the shortest
LONG = "rigid_alliance"
PLAYING = 240_000  # milliseconds, on a busy machine


def phase(page: Page) -> str:
    return page.locator(".hall").get_attribute("data-phase") or ""


def predict_and_run(page: Page) -> None:
    for question in page.locator(".predictions fieldset").all():
        question.locator(".choice").first.click()
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(len(SCENARIOS[QUICK].expectation.contrasts))
    page.get_by_role("button", name="Run", exact=True).click()


def players(server: Any) -> list[int]:
    """The processes that play scenarios for this server."""
    children = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    numbers = [int(word) for listed in children for word in listed.read_text().split()]
    return [n for n in numbers if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]


def anyone_of(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_class_picks_a_scenario_predicts_runs_it_and_sees_the_verdict(visit: Visit) -> None:
    page, other = visit(), visit(viewport={"width": 1366, "height": 768})
    page.get_by_role("button", name="Scenarios").click()
    expect(page.locator("[data-scenario]")).to_have_count(len(SCENARIOS))
    page.locator(f"[data-scenario={QUICK}]").click()
    scenario = SCENARIOS[QUICK]
    for words in (scenario.question, scenario.expectation.words, scenario.expectation.source, scenario.why):
        expect(page.locator(".card")).to_contain_text(words)
    page.wait_for_function(f"location.search.includes('scenario={QUICK}')")
    predict_and_run(page)
    expect(page.locator(".go")).to_contain_text(re.compile(r"[1-9]\d* of 64 runs"), timeout=PLAYING)
    other.get_by_role("button", name="just play").click()  # another visitor's page goes on
    reach(other, "s.month > 3")
    expect(page.locator(".found .verdict")).to_be_visible(timeout=PLAYING)
    told = page.locator(".findings li").all()
    assert len(told) == len(scenario.expectation.contrasts)
    as_expected = sum(li.get_attribute("data-verdict") == AS_EXPECTED for li in told)
    hits = page.locator(".findings em.hit").count()
    said = page.locator(".found .verdict").inner_text()
    assert f"{as_expected} of {len(told)} came as expected" in said
    assert f"right on {hits} of {len(told)}" in said
    assert all("95 % interval" in li.inner_text() and "You predicted: " in li.inner_text() for li in told)
    pictures = page.locator(".panels img").evaluate_all("all => all.map(i => i.complete && i.naturalWidth > 300)")
    assert pictures == [True] * len(scenario.outcomes)
    page.get_by_role("button", name="predict again").click()
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(0)


def test_a_scenario_can_be_stopped_and_nothing_is_left(visit: Visit, server: Any) -> None:
    page = visit(f"?scenario={LONG}", until=".predictions")
    run = page.get_by_role("button", name="Run", exact=True)
    run.click()
    expect(page.locator(".predictions.nudged")).to_be_visible()  # asked to predict, once
    run.click()
    expect(page.locator(".go")).to_contain_text("runs", timeout=PLAYING)
    assert len(players(server)) == 1
    page.get_by_role("button", name="Stop").click()
    expect(run).to_be_visible()
    until = time.monotonic() + 30
    while players(server) and time.monotonic() < until:
        time.sleep(0.1)
    assert players(server) == []
    run.click()
    expect(page.locator(".stop")).to_be_visible()
    page.get_by_role("button", name="Scenarios", exact=True).click()  # who goes away waits no more
    until = time.monotonic() + 30
    while players(server) and time.monotonic() < until:
        time.sleep(0.1)
    assert players(server) == []


def test_a_phone_shows_a_scenario_in_one_column(visit: Visit) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = visit("?scenario=", until=".catalogue", **phone)

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        outside = page.locator(".hall").evaluate(
            """hall => [...hall.querySelectorAll("button, p, h2, dd, li, legend, img, code, progress")]
            .filter(e => (({ left, right }) => left < -1 || right > 391)(e.getBoundingClientRect()))
            .map(e => e.className || e.tagName)"""
        )
        assert outside == []

    fits()
    page.locator(f"[data-scenario={QUICK}]").click()
    page.wait_for_selector(".predictions")
    fits()
    predict_and_run(page)
    expect(page.locator(".found .verdict")).to_be_visible(timeout=PLAYING)
    fits()


def test_its_world_opens_on_the_map(visit: Visit) -> None:
    page = visit("?scenario=kyoto_and_paris", until=".predictions")
    page.wait_for_selector(".world", state="attached")
    page.keyboard.press("Space")  # the map behind it does not hear
    page.get_by_role("button", name="open its world on the map").click()
    page.wait_for_selector(".stage[data-month]")
    reach(page, "s.month === '0' && s.playing === 'false'")
    page.wait_for_function("location.search.includes('quota=0.28')")
    assert query(page)["entry_quota"] == "0.28"
    assert "treaty_fine" not in query(page), "in which the variants differ"
    assert month(page) == 0


def test_a_link_to_no_scenario_is_said_and_the_map_opens(visit: Visit) -> None:
    page = visit("?scenario=utopia")
    assert "scenario=utopia ignored" in page.locator(".note").inner_text()


@pytest.mark.parametrize("scenario", [pytest.param(s, id=name) for name, s in SCENARIOS.items()])
def test_every_scenario_asks_a_fair_question(scenario: Any) -> None:
    told = card(scenario)
    assert len(told["questions"]) == len(scenario.expectation.contrasts)
    for contrast in scenario.expectation.contrasts:
        offered = choices(scenario, contrast)
        assert len(set(offered)) == 3
        for low, high, wanted in ((0.1, 0.3, None), (-0.3, -0.1, None), (-0.1, 0.1, LEVEL), (0.0, 0.0, LEVEL)):
            right = outcome_of(scenario, Finding(contrast, Estimate((low + high) / 2, low, high, 8)))
            assert right in offered
            assert wanted is None or right == wanted
        nan = float("nan")
        assert outcome_of(scenario, Finding(contrast, Estimate(nan, nan, nan, 0))) is None
    own = {name for variant in scenario.variants.values() for name in variant.settings}
    assert own.isdisjoint(dict(world_of(scenario).changed))


def test_the_expected_place_is_not_always_named_first() -> None:
    contrasts = [(s, c) for s in SCENARIOS.values() for c in s.expectation.contrasts]
    first = [choices(s, c)[0] == outcome_of(s, Finding(c, Estimate(0.2, 0.1, 0.3, 8))) for s, c in contrasts]
    assert 0.2 < sum(first) / len(first) < 0.8


def test_the_verdict_counts_expectations_and_predictions() -> None:
    found = [
        {"verdict": AS_EXPECTED, "right": "a"},
        {"verdict": OPPOSITE, "right": "b"},
        {"verdict": "?", "right": None},
    ]
    assert verdict(found, ["a", "a", None]) == (
        "What was expected: 1 of 3 came as expected, 1 the opposite, 1 left open by the intervals. "
        "What you predicted: right on 1 of 2."
    )
    assert "predicted" not in verdict(found, [None] * 3)


def test_visitors_of_one_scenario_share_it_and_a_dead_process_is_said() -> None:
    programme, scenario = Programme(), SCENARIOS[LONG]
    one, two, later = (programme.join(s) for s in (scenario, scenario, SCENARIOS[QUICK]))
    assert one is two
    assert programme.turn(later).before == 1
    programme.leave(later)
    assert one.process.is_alive()
    programme.leave(one)
    assert one.process.is_alive(), "the other still waits"
    os.kill(one.process.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while not one.over and time.monotonic() < until:
        programme.turn(two)
        time.sleep(0.05)
    assert one.error == "the process that played it ended without a word"
    assert programme.join(scenario) is not one, "and may be tried again"
    programme.close()


def test_a_performance_that_was_never_begun_ends_quietly() -> None:
    Performance(SCENARIOS[QUICK]).end()


def test_a_server_that_is_stopped_takes_what_it_plays_along(chromium: Any, server: Any) -> None:
    page = chromium.new_page()  # not watched: it may well complain that the server is gone
    page.goto(f"{server.url}?scenario={LONG}")
    page.wait_for_selector(".predictions")
    for _ in range(2):
        page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".go")).to_contain_text(re.compile(r"[1-9]\d* of \d+ runs"), timeout=PLAYING)
    os.kill(server.process.pid, signal.SIGTERM)
    server.process.wait(timeout=30)
    page.close()
    until = time.monotonic() + 15
    while anyone_of(server.process.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not anyone_of(server.process.pid)
