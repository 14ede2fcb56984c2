"""What a visitor does on the stage and sees there, for the tests of the page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

from experiments.ask.arms import ARMS

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
