"""The page in a real browser: a class opens it, predicts, plays, turns a slider."""

from statistics import fmean

import pytest
from playwright.sync_api import expect

from experiments.ask.arms import ARMS
from model.params import PARAMETERS
from tests.web.stage import Visit, cooperation, go_to, month, open_settings, pixels, reach, stage
from web.experiment import MONTHS, limits

pytestmark = pytest.mark.browser


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


def test_a_world_in_which_no_agreement_came_is_named(visit: Visit) -> None:
    page = visit(f"?risk=0&quota=1&month={MONTHS}")  # a treaty would cost and avert nothing: nobody votes for it
    expect(page.locator(".verdict")).to_contain_text("No agreement ever came into force under Top-down.")


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
