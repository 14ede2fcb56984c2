"""The page in a real browser: a class opens it, predicts, plays, turns a slider, shares a link."""

import os
import re
import signal
from collections.abc import Callable
from itertools import pairwise
from statistics import fmean
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from experiments.arms import ARMS
from model.params import PARAMETERS
from web.address import read, write
from web.experiment import MONTHS, Experiment, limits

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def stage(page: Page) -> dict[str, str]:
    return page.locator(".stage").evaluate("e => ({ ...e.dataset })")


def month(page: Page) -> int:
    return int(stage(page)["month"])


def reach(page: Page, condition: str) -> None:
    """Wait until the stage has drawn something for which the condition on `s`, its data, holds."""
    page.wait_for_function(f"() => {{ const s = document.querySelector('.stage').dataset; return {condition}; }}")


def pixels(page: Page, arm: str) -> str:
    return page.locator(f"[data-arm={arm}] canvas.states").evaluate("c => c.toDataURL()")


def cooperation(page: Page) -> dict[str, float]:
    return {arm: float(page.locator(f"[data-arm={arm}]").get_attribute("data-cooperation") or "nan") for arm in ARMS}


def go_to(page: Page, to: int) -> None:
    page.locator(".scrub input").evaluate("(e, m) => { e.value = m; e.dispatchEvent(new Event('input')); }", to)
    reach(page, f"s.month === '{to}'")


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def open_settings(page: Page, parameter: str) -> Any:
    """The slider of a parameter, with its panel and heading opened."""
    if not page.locator(".panel").is_visible():
        page.get_by_role("button", name="Settings").click()
    dial = page.locator(f"[data-parameter={parameter}]")
    if not dial.is_visible():
        page.locator("details", has=dial).locator("summary").click()
    return dial


def test_the_page_opens_on_one_question_and_four_worlds(visit: Visit) -> None:
    page = visit()
    assert page.title() == "Westphalia"
    assert [w.get_attribute("data-arm") for w in page.locator(".world").all()] == list(ARMS)
    expect(page.locator(".question")).to_contain_text("which world cooperates most?")
    expect(page.locator(".choice")).to_have_count(len(ARMS))
    assert (stage(page)["month"], stage(page)["prediction"]) == ("0", "open")
    assert len(set(cooperation(page).values())) == 1, "the same world at the start"
    assert len({c.inner_text() for c in page.locator(".institutions").all()}) == len(ARMS)


def test_who_predicts_sees_the_worlds_move_and_can_pause(visit: Visit) -> None:
    page = visit()
    before = {arm: pixels(page, arm) for arm in ARMS}
    frames = int(stage(page)["frame"])
    page.locator("[data-choice=hybrid]").click()
    reach(page, f"s.frame > {frames + 10} && s.month > 24 && s.playing === 'true'")
    page.get_by_role("button", name="Pause").click()
    reach(page, "s.playing === 'false'")
    held = stage(page)
    assert {arm: pixels(page, arm) for arm in ARMS}.items().isdisjoint(before.items()), "every map changed"
    page.wait_for_timeout(400)
    assert stage(page) == held
    assert held["prediction"] == "hybrid"
    expect(page.locator(".question")).to_contain_text("You predicted Hybrid")


def test_play_asks_for_a_prediction_once_and_then_just_plays(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".question.nudged")).to_be_visible()
    assert stage(page)["playing"] == "false"
    page.get_by_role("button", name="Play", exact=True).click()
    reach(page, "s.month > 3 && s.prediction === 'none'")


def test_step_scrub_and_reset(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="just play").click()
    reach(page, "s.month > 0")
    page.get_by_role("button", name="Pause").click()
    reach(page, "s.playing === 'false'")
    at = month(page)
    page.get_by_role("button", name="One month on").click()
    reach(page, f"s.month === '{at + 1}'")
    go_to(page, 100)
    expect(page.locator(".clock")).to_contain_text("Year 9")
    page.get_by_role("button", name="Back to the start").click()
    reach(page, "s.month === '0'")


def test_the_verdict_is_what_the_figures_say(visit: Visit) -> None:
    page = visit()
    page.locator("[data-choice=none]").click()
    reach(page, "s.month > 0")
    last_year = []
    for at in range(MONTHS - 11, MONTHS + 1):
        go_to(page, at)
        last_year.append(cooperation(page))
    scores = {arm: fmean(month[arm] for month in last_year) for arm in ARMS}
    said = page.locator(".verdict").inner_text()
    best = max(scores.values())
    for world in page.locator(".world").all():
        arm, title = world.get_attribute("data-arm") or "", world.locator("h2 > :first-child").inner_text()
        assert (scores[arm] > best - 0.01) == ("best" in (world.get_attribute("class") or "")), scores
        assert title in said or scores[arm] < best - 0.01
    for part in (f"{round(100 * best)} %", "No governance", f"{round(100 * scores['none'])} %"):
        assert part in said
    page.get_by_role("button", name="predict again").click()
    reach(page, "s.month === '0' && s.prediction === 'open'")


def test_keys_play_step_and_return(visit: Visit) -> None:
    page = visit("?month=30")
    for key, condition in [
        ("ArrowRight", "s.month === '31'"),
        ("ArrowLeft", "s.month === '30'"),
        ("End", f"s.month === '{MONTHS}'"),
        ("Home", "s.month === '0'"),
        ("Space", "s.playing === 'true' && s.month > 2"),
        ("Space", "s.playing === 'false'"),
    ]:
        page.keyboard.press(key)
        reach(page, condition)


def test_the_focus_goes_down_the_page(visit: Visit) -> None:
    page = visit()
    page.locator(".masthead button").first.focus()
    order = []
    for _ in range(16):
        order.append(page.evaluate("(e => e.getAttribute('aria-label') || e.innerText)(document.activeElement)"))
        page.keyboard.press("Tab")
    stops = [order.index(name) for name in ("About", "Settings", "Hybrid", "just play", "Zoom in", "Play", "Month")]
    assert stops == sorted(stops)


def test_typing_a_seed_does_not_start_the_film(visit: Visit) -> None:
    page = visit("?month=30")
    page.get_by_role("button", name="Settings").click()
    seed = page.get_by_label("Luck (seed)")
    seed.fill("7")
    seed.press("Space")
    seed.press("Enter")
    reach(page, "s.films === '2'")
    assert stage(page)["playing"] == "false"
    assert month(page) == 0, "other luck is another story, from its start"
    page.wait_for_function("location.search.includes('seed=7')")


def test_every_parameter_has_a_slider_with_its_range_and_source(visit: Visit) -> None:
    page = visit("?world=random")
    for parameter in PARAMETERS.values():
        dial = page.locator(f"[data-parameter={parameter.name}]")
        assert parameter.source in (dial.locator("label").get_attribute("title") or ""), parameter.name
        if not parameter.choices and parameter.unit != "off/on":
            shown = [float(dial.locator("input").get_attribute(end) or "nan") for end in ("min", "max")]
            assert shown == list(limits(parameter)), parameter.name
            assert parameter.unit in dial.locator(".range").inner_text() or not dial.is_visible()


def test_a_slider_makes_new_films_and_keeps_the_old_lines(visit: Visit) -> None:
    page = visit("?month=200")
    before = cooperation(page)
    dial = open_settings(page, "risk")
    for _ in range(40):
        dial.locator("input").press("ArrowRight")
    reach(page, "s.films >= 2")
    assert cooperation(page) != before
    assert month(page) == 200
    assert stage(page)["baseline"] == "true"
    expect(dial.locator("output")).to_have_text("0.7")
    expect(dial.get_by_role("button")).to_have_text("was 0.3")
    page.wait_for_function("location.search.includes('risk=0.7')")
    page.get_by_role("button", name="Reset to defaults").click()
    reach(page, "s.baseline === 'false'")
    assert cooperation(page) == before
    page.wait_for_function("!location.search.includes('risk')")


def test_new_luck_is_another_run_of_the_same_world(visit: Visit) -> None:
    page = visit(f"?month={MONTHS}")
    before = pixels(page, "emergent")
    page.get_by_role("button", name="try another luck").click()
    reach(page, "s.films === '2'")
    assert month(page) == 0
    assert stage(page)["prediction"] == "open"
    go_to(page, MONTHS)
    assert pixels(page, "emergent") != before
    page.wait_for_function("location.search.includes('seed=2')")


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
    assert read(write(experiment)) == (experiment, 0, ())


def test_a_phone_shows_everything_in_one_column(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2)
    for act in (lambda: None, lambda: go_to(page, MONTHS), lambda: open_settings(page, "risk")):
        act()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        clipped = page.locator(".laboratory").evaluate(
            """root => [...root.querySelectorAll("button, label, h1, h2, p, canvas, output, figcaption, select, input")]
            .filter(e => e.checkVisibility())
            .filter(e => (({ left, right }) => left < -1 || right > 391)(e.getBoundingClientRect()))
            .map(e => e.className || e.tagName)"""
        )
        assert clipped == []
    tops = [w.bounding_box() for w in page.locator(".world").all()]
    assert all(a and b and b["y"] >= a["y"] + a["height"] for a, b in pairwise(tops))


def test_the_maps_zoom_together_and_name_what_is_pointed_at(visit: Visit) -> None:
    page = visit("?month=120")
    sky = page.locator("[data-arm=none] .sky")
    box = sky.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    page.mouse.wheel(0, -800)
    reach(page, "s.near === 'true'")
    for across in range(10, 90, 4):  # somewhere in the middle there is a state
        page.mouse.move(box["x"] + box["width"] * across / 100, box["y"] + box["height"] / 2)
    page.wait_for_timeout(100)
    assert page.locator(".world .tip").evaluate_all("tips => new Set(tips.map(t => t.hidden)).size") == 1
    page.get_by_role("button", name="Whole world").click()
    reach(page, "s.zoom === '1.00'")


def test_pointing_at_a_chart_names_the_figures(visit: Visit) -> None:
    page = visit("?month=120")
    page.locator("[data-outcome=cooperation] canvas").hover(position={"x": 100, "y": 30})
    tip = page.locator("[data-outcome=cooperation] .tip")
    expect(tip).to_contain_text(re.compile(r"Year \d+, month \d"))
    expect(tip).to_contain_text("Hybrid")


def test_a_slow_device_is_given_time(visit: Visit) -> None:
    """anywidget would give up after two seconds and then show nothing for ever: see web/assets/custom.js."""
    aborted = "new Promise(done => { const s = AbortSignal.timeout(1); setTimeout(() => done(s.aborted), 100); })"
    assert visit().evaluate(aborted) is False


def test_nothing_leaves_this_machine(visit: Visit, server: Any) -> None:
    page = visit()
    assert page.evaluate("solara.production") is True
    assert not server.outside.exists(), server.outside.read_text()


def test_a_stop_signal_stops_the_server_though_a_page_is_open(chromium: Browser, server: Any) -> None:
    page = chromium.new_page()  # not watched: it may well complain that the server is gone
    page.goto(server.url)
    page.wait_for_selector(".laboratory")
    os.kill(server.process.pid, signal.SIGTERM)
    server.process.wait(timeout=15)
    page.close()
    with pytest.raises(ProcessLookupError):
        os.killpg(server.process.pid, 0)  # nobody of its group is left
