"""How the slider of each way is moved from stop to stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from playwright.sync_api import FloatRect, Locator, Page

from benchmarks.stops import Stop
from ruhrmap.model import Catalog


class Hand(Protocol):
    """Moves the slider of an open page from stop to stop."""

    def move(self, to: int) -> None: ...

    def let_go(self) -> None: ...


# The width of the slider's thumb: its middle moves over that much less than the slider.
_THUMB: Final = """(slider) => {
  const ruler = slider.parentElement.appendChild(document.createElement("i"));
  ruler.style.cssText = "display:block;position:absolute;width:var(--rm-thumb,0px)";
  const width = ruler.offsetWidth;
  ruler.remove();
  return width;
}"""
_PLAIN_THUMB: Final = 16.0  # pixels, Chromium's own
_INSET: Final = 10.0  # pixels that plotly leaves at each end of its rail


class _Drag:
    """Drags a slider with a pressed button, one movement a step."""

    def __init__(self, page: Page, slider: Locator, thumb: float, start: float) -> None:
        self._page, self._thumb, self._start = page, thumb, start
        slider.scroll_into_view_if_needed()
        self._slider, self._box = slider, _box(slider)
        self._held = False

    def let_go(self) -> None:
        self._page.mouse.up()
        self._held = False

    def _to(self, share: float) -> None:
        if not self._held:
            self._page.mouse.move(*self._place(self._start))
            self._page.mouse.down()
            self._held = True
        self._page.mouse.move(*self._place(share))

    def _place(self, share: float) -> tuple[float, float]:
        x = self._box["x"] + self._thumb / 2 + share * (self._box["width"] - self._thumb)
        return x, self._box["y"] + self._box["height"] / 2


class Ours(_Drag):
    """Drags our slider, which stands at days."""

    def __init__(self, page: Page, catalog: Catalog, stops: Sequence[Stop]) -> None:
        slider = page.locator("input.rm-slider")
        self._first, self._last = catalog.axis_start, catalog.data_date
        self._days = [stop.day for stop in stops]
        opens = date.fromordinal(date(1970, 1, 1).toordinal() + int(float(slider.input_value())))
        super().__init__(page, slider, float(slider.evaluate(_THUMB)), self._share(opens))

    def move(self, to: int) -> None:
        self._to(self._share(self._days[to]))

    def _share(self, day: date) -> float:
        return (day - self._first).days / (self._last - self._first).days


class Places(_Drag):
    """Drags a slider that has a place for each stop: a browser's own, or plotly's rail."""

    def __init__(self, page: Page, slider: Locator, thumb: float, stops: int) -> None:
        super().__init__(page, slider, thumb, 0.0)
        self._last = stops - 1

    def move(self, to: int) -> None:
        # folium's stands behind its date, whose words are not all as long
        self._box = _box(self._slider)
        self._to(to / self._last)


class Keys:
    """Steps Streamlit's own slider by its arrow keys: while dragged it tells nobody."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._at = 0

    def move(self, to: int) -> None:
        assert abs(to - self._at) == 1, "one key, one stop"
        self._page.get_by_role("slider").focus()
        self._page.keyboard.press("ArrowRight" if to > self._at else "ArrowLeft")
        self._at = to

    def let_go(self) -> None:
        pass


def framed(page: Page, stops: int) -> Hand:
    """The slider in the frame of a folium document."""
    slider = page.frame_locator("iframe[srcdoc]").locator("input[type=range]")
    return Places(page, slider, _PLAIN_THUMB, stops)


def bound(page: Page, stops: int) -> Hand:
    """The slider that vega binds to a parameter."""
    return Places(page, page.locator(".vega-bindings input[type=range]"), _PLAIN_THUMB, stops)


def rail(page: Page, stops: int) -> Hand:
    """The slider below a plotly figure."""
    return Places(page, page.locator(".slider-rail-touch-rect"), 2 * _INSET, stops)


def _box(slider: Locator) -> FloatRect:
    box = slider.bounding_box()
    assert box is not None, "a slider that is not on the page"
    return box
