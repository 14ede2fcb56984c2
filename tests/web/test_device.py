"""The page on any device: phones, pointers, slow lines, no line at all, and a server that stops."""

import os
import re
import signal
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.web.stage import Visit, go_to, open_settings, reach
from web.experiment import MONTHS

pytestmark = pytest.mark.browser


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
