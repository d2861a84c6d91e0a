"""Fixtures for all tests: the app in a process of its own, a real Chromium and Firefox.

Tests that need the browser run last: a broken rule shows in seconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ruhrmap import catalog, coverage, staff
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from support import firefox as firefoxes
from support.firefox import Firefox
from support.readers import Readers
from support.server import Server, free_port, running, streamlit_command
from support.traffic import Traffic

# A busy machine is no failure, and CI tries the same examples each time: what is red there
# can be made red at home.
settings.register_profile("ruhrmap", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ruhrmap")

# Whoever runs the tests may work with the staff's pages; a test says itself when it does.
os.environ.pop(staff.VARIABLE, None)

# There is a process of tests for each core already: threads of numpy would only wait for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Chromium takes the last list alone, so Playwright's own stands here too.
FEATURES_OFF = (
    "WebUIOmniboxPopup",  # pages of the address bar that nobody sees: a second for each window
    "WebUIOmniboxAimPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
CHROMIUM_OPTIONS = [
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--no-sandbox",  # root, as in a container, has no sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Whatever a page asks of another host is written down and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and run files with such tests last: it leaves a loop running.

    On each core the tests of a file stay together and share what they open.
    """
    for item in items:
        for name in ("browser", "firefox"):
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(name)
    last = {
        item.path
        for item in items
        if item.get_closest_marker("browser") or item.get_closest_marker("firefox")
    }
    items.sort(key=lambda item: item.path in last)


@pytest.fixture(scope="session")
def ours() -> Catalog:
    """Our own data."""
    return catalog.load()


@pytest.fixture(scope="session")
def frames(ours: Catalog) -> tuple[Frame, ...]:
    """The records that the browser chooses from."""
    return coverage.frames(ours)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app of this checkout on our own data, one process for all tests."""
    port = free_port()
    with running(streamlit_command(port), port) as started:
        yield started


@pytest.fixture(scope="session")
def staff_server() -> Iterator[Server]:
    """The same app where the staff's pages are switched on."""
    port = free_port()
    with running(streamlit_command(port), port, env={staff.VARIABLE: "1"}) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that script/test found, else Playwright's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("RUHRMAP_CHROMIUM") or None, args=CHROMIUM_OPTIONS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """Firefox: the one that script/test found, else one on the PATH."""
    program = firefoxes.program()
    if program is None:
        pytest.skip("no Firefox here: install firefox-esr, or name one in RUHRMAP_FIREFOX")
    with firefoxes.running(program) as started:
        yield started


@pytest.fixture
def traffic() -> Traffic:
    """What the contexts of one test asked for."""
    return Traffic()


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Readers:
    """Contexts that keep what the browser may keep from test to test."""
    return Readers(browser)


@pytest.fixture
def open_context(
    browser: Browser, readers: Readers, traffic: Traffic
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts (a reader with own tabs); at the end none may have asked elsewhere.

    ``known=True`` may give one that has the scripts in its cache already, which is faster.
    """
    endings: list[Callable[[], None]] = []

    def open_(*, known: bool = False, **options: Any) -> BrowserContext:
        options = {"locale": "de-DE", **options}
        if known:
            context, end = readers.lend(**options)
        else:
            context = browser.new_context(**options)
            end = context.close
        endings.extend((traffic.watch(context), end))
        return context

    yield open_
    for end in endings:
        end()
    assert traffic.foreign == [], "requests to other hosts"
    assert traffic.errors == [], "errors in scripts"


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """One tab of a reader with a wide screen."""
    return open_context(known=True, viewport={"width": 1280, "height": 900}).new_page()
