"""What the tests in Firefox lean on: each thing they hold a page to can be seen to fail."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from support.bidi import BidiError
from support.firefox import Firefox

PAGE = """<!doctype html><meta charset="utf-8"><title>small</title>
<style>body { margin: 0; background: #0a3a66 }</style>
<p id="keys"></p>
<script>
  addEventListener("keydown", (event) => {
    document.getElementById("keys").textContent += `${event.key} `;
    if (event.key === "w") {
      const other = open("", "other", "width=400,height=300");
      other.document.write("<title>other</title><p>says " + window.name);
    }
  });
</script>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "small page.html"
    path.write_text(PAGE, "utf-8")
    return path


def add(page: Path, markup: str) -> str:
    page.write_text(PAGE + markup, "utf-8")
    return page.as_uri()


def test_a_quiet_page_asks_for_itself_alone_and_says_nothing(firefox: Firefox, page: Path) -> None:
    firefox.open(page.as_uri())
    assert firefox.evaluate("document.title") == "small"
    assert firefox.requests == [page.as_uri()]
    assert firefox.log == []


def test_what_a_page_asks_elsewhere_is_noted_and_fails(firefox: Firefox, page: Path) -> None:
    beside = page.with_name("beside.css")
    beside.write_text("p { color: red }", "utf-8")
    firefox.open(
        add(
            page,
            '<link rel="stylesheet" href="beside.css">'
            '<img src="https://192.0.2.1/map.png" onerror="document.title = `failed`">',
        )
    )
    firefox.wait_for("document.title === 'failed'")
    assert firefox.requests == [page.as_uri(), beside.as_uri(), "https://192.0.2.1/map.png"]


def test_what_page_and_browser_say_is_noted(firefox: Firefox, page: Path) -> None:
    policy = "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\">"
    markup = """
      <img src="https://192.0.2.1/map.png">
      <script src="none.js"></script>
      <script>console.log("a word"); console.debug("another")</script>
      <script>Promise.reject(new Error("let down"))</script>
      <script>throw new Error("broken")</script>
    """
    page.write_text(PAGE.replace("<title>", f"{policy}<title>", 1) + markup, "utf-8")
    firefox.open(page.as_uri())
    assert sorted(line.partition(" at https")[0] for line in firefox.log) == [
        "debug: another",
        "error: Content-Security-Policy: The page’s settings blocked the loading of a resource"
        " (img-src)",
        "error: Error: broken",
        "error: Error: let down",
        "info: a word",
        f"warning: Loading failed for the <script> with source “{page.parent.as_uri()}/none.js”.",
    ]


def test_each_opening_starts_anew(firefox: Firefox, page: Path) -> None:
    firefox.open(add(page, "<script>console.log(1); localStorage.setItem('a', 'b')</script>"))
    assert firefox.log != []
    assert firefox.evaluate("localStorage.getItem('a')") == "b"
    firefox.open(add(page, ""))
    assert firefox.log == []
    assert firefox.evaluate("localStorage.getItem('a')") is None


def test_keys_arrive_as_pressed(firefox: Firefox, page: Path) -> None:
    firefox.open(page.as_uri())
    firefox.press("PageDown", "ArrowLeft", "Space", "Home", "End", "7", "b", "?", "Escape")
    keys = firefox.evaluate("document.getElementById('keys').textContent")
    assert keys == "PageDown ArrowLeft   Home End 7 b ? Escape "
    firefox.press("Shift+Tab")
    assert firefox.evaluate("document.getElementById('keys').textContent").endswith("Shift Tab ")


def test_values_arrive_and_errors_are_raised(firefox: Firefox, page: Path) -> None:
    firefox.open(page.as_uri())
    asked = "Promise.resolve({a: [1, 2.5, 'x', true, null], b: undefined})"
    assert firefox.evaluate(asked) == {"a": [1, 2.5, "x", True, None], "b": None}
    with pytest.raises(BidiError, match="broken"):
        firefox.evaluate("Promise.reject(new Error('broken'))")
    with pytest.raises(TypeError, match="node"):
        firefox.evaluate("document.body")


def test_waiting_ends_with_the_condition_or_with_an_error(firefox: Firefox, page: Path) -> None:
    firefox.open(page.as_uri())
    firefox.evaluate("void setTimeout(() => { document.title = 'later' }, 60)")
    firefox.wait_for("document.title === 'later'")
    with pytest.raises(BidiError, match="did not come true"):
        firefox.wait_for("document.title === 'never'", seconds=0.1)
    with pytest.raises(BidiError, match="nobody is not defined"):
        firefox.wait_for("nobody.at.all")


def test_a_window_opens_for_a_key_and_for_nothing_else(firefox: Firefox, page: Path) -> None:
    firefox.open(page.as_uri())
    assert firefox.evaluate("open('', 'unasked') === null") is True
    assert firefox.windows() == []
    firefox.press("w")
    other = firefox.wait_for_window()
    firefox.wait_for("document.title === 'other'", window=other)
    assert firefox.evaluate("document.body.textContent.trim()", window=other) == "says"
    firefox.close_window(other)
    assert firefox.windows() == []


def test_a_picture_is_as_large_as_the_page(firefox: Firefox, page: Path) -> None:
    firefox.open(page.as_uri())
    for size in ((1280, 720), (3840, 2160)):
        firefox.resize(*size)
        with Image.open(io.BytesIO(firefox.screenshot())) as picture:
            assert picture.size == size
            assert picture.convert("RGB").getpixel((5, 5)) == (0x0A, 0x3A, 0x66)


def test_what_a_person_has_chosen_reaches_the_page(firefox: Firefox, page: Path) -> None:
    for wanted in (True, False):
        firefox.open(page.as_uri(), reduced_motion=wanted, dark=wanted)
        for query in ("(prefers-reduced-motion: reduce)", "(prefers-color-scheme: dark)"):
            assert firefox.evaluate(f"matchMedia('{query}').matches") is wanted
