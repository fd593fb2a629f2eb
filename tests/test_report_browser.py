"""The report in a real browser: no error, no request, and its filters, keys and tabs work."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pagewinnow.records import FailedSource, Failure
from pagewinnow.report.page import write_report
from test_report import HOSTILE, PAGE, poison

pytestmark = pytest.mark.slow
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if BROWSER is None or DRIVER is None:
        pytest.skip("no chromium with its chromedriver is installed")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def report(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401
    path = tmp_path_factory.mktemp("report") / "report.html"
    failure = Failure(FailedSource("a.warc", 7), "clean", "timeout", HOSTILE)
    path.write_text(write_report([PAGE, poison(PAGE), failure]), encoding="utf-8")
    browser.get(path.as_uri())
    return browser


def press(browser: Any, key: str) -> None:  # noqa: ANN401
    browser.find_element("tag name", "body").send_keys(key)


def shown(browser: Any, selector: str) -> str:  # noqa: ANN401
    text: str = browser.find_element("css selector", selector).text
    return text


def chosen(browser: Any, role: str) -> str:  # noqa: ANN401
    return shown(browser, f"[role={role}][aria-selected=true]")


def test_it_opens_without_errors_and_asks_nothing_of_the_network(report: Any) -> None:  # noqa: ANN401
    assert [entry["message"] for entry in report.get_log("browser")] == []
    asked = [entry["message"] for entry in report.get_log("performance") if "requestWillBeSent" in entry["message"]]
    assert not [message for message in asked if '"http' in message]


def test_keys_move_through_pages_and_tabs(report: Any) -> None:  # noqa: ANN401
    assert "failed: timeout" in chosen(report, "option")
    press(report, "j")
    press(report, "j")
    assert "Ferry runs again" in chosen(report, "option") or "alert(1)" in chosen(report, "option")
    for key, name in ("2", "Article"), ("5", "Verdict"), ("6", "Fields"), ("1", "Page"):
        press(report, key)
        assert chosen(report, "tab") == name
    press(report, "k")
    press(report, "k")
    assert "failed: timeout" in chosen(report, "option")


def test_filters_narrow_the_list(report: Any) -> None:  # noqa: ANN401
    report.find_element("css selector", "#failure option[value=timeout]").click()
    assert shown(report, "#count") == "1 of 3 pages"
    report.find_element("css selector", "#failure option[value='']").click()
    report.find_element("id", "words").send_keys("ferry")
    assert shown(report, "#count") == "1 of 3 pages"
    report.find_element("id", "words").clear()
    report.find_element("id", "words").send_keys(" ")


def test_hostile_text_is_shown_as_text(report: Any) -> None:  # noqa: ANN401
    report.execute_script("document.getElementById('words').value = 'evil'; "
                          "document.getElementById('words').dispatchEvent(new Event('input'))")  # fmt: skip
    report.execute_script("document.activeElement.blur()")
    for tab in "123456":
        press(report, tab)
        panel = shown(report, "#panel")
        assert "U+202E" in panel or "alert(1)" not in panel
        assert not report.find_elements("css selector", "#panel img, #panel script")


def test_it_fits_a_narrow_window(report: Any, tmp_path: Path) -> None:  # noqa: ANN401
    for width in (1280, 390):
        report.set_window_size(width, 900)
        assert report.save_screenshot(str(tmp_path / f"{width}.png"))
        assert report.execute_script("return document.documentElement.scrollWidth <= window.innerWidth + 1")
