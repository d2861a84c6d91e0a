"""What each way can do, tried out with mouse and keys on an open page.

Nothing here knows the ways apart but by their slider and the place of their panel.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from playwright.sync_api import Browser, FloatRect, Locator
from playwright.sync_api import TimeoutError as Expired

from benchmarks.browser import reader
from benchmarks.foreign import Foreign
from benchmarks.scenes import Scene
from benchmarks.servers import Server
from benchmarks.stepping import Session
from benchmarks.ways import Way

_ANSWER: Final = 5_000  # ms in which a click has to be answered
_PLAYING: Final = 30_000  # ms in which play has to change the map; ours begins with years of little
_ALONE: Final = 15_000  # ms in which a map has to be there without other hosts
_CALM: Final = 800  # ms after which a picture is taken
_PLAY: Final = re.compile(r"play|abspielen|▶|►|◀", re.IGNORECASE)
_SAME: Final = 0.005  # share of pixels that may differ between two pictures of one map
_DIFFERENT: Final = 0.02


@dataclass(frozen=True)
class Abilities:
    """What a way was seen to do.

    Attributes
    ----------
    links : bool
        A click on an area names it in the panel.
    follows : bool
        The panel then follows the slider.
    zooms : bool
        The wheel, or Ctrl with it, makes the map larger.
    keeps_zoom : bool
        A step does not undo it.
    plays : bool
        There is something to press that makes the map run through the days.
    foreign : int
        Requests to other hosts while one page was opened.
    hosts : list of str
        Which hosts.
    needs : list of str
        Of what was asked for, what no package has.
    draws_alone : bool
        The map is there although no other host answers.
    """

    links: bool
    follows: bool
    zooms: bool
    keeps_zoom: bool
    plays: bool
    foreign: int
    hosts: list[str]
    needs: list[str]
    draws_alone: bool

    def summary(self) -> dict[str, Any]:
        """All of it by name."""
        return asdict(self)


def try_out(
    browser: Browser, server: Server, way: Way, scene: Scene, foreign: Foreign
) -> Abilities:
    """Open the page of a way for each ability, and try."""

    def on_a_page(act: Callable[[_Visit], Any]) -> Any:
        with reader(browser, way.probe, scene.points) as context:
            return act(_Visit(Session.opened(browser, server, context), way, scene))

    foreign.forget()
    links, follows = on_a_page(_Visit.link)
    asked, missing = list(foreign.asked), list(foreign.missing)
    zooms, keeps = on_a_page(_Visit.zoom)
    foreign.silent = True
    try:
        alone = not asked or _draws(browser, server, way)
    finally:
        foreign.silent = False
    return Abilities(
        links,
        follows,
        zooms,
        keeps,
        on_a_page(_Visit.play),
        len(asked),
        sorted({address.partition("/")[0] for address in asked}),
        sorted(set(missing)),
        alone,
    )


def _draws(browser: Browser, server: Server, way: Way) -> bool:
    with reader(browser, way.probe, ()) as context:
        page = context.new_page()
        page.goto(server.url)
        try:
            page.wait_for_function("bench.opened", timeout=_ALONE)
        except Expired:
            return False
        return True


def requests(browser: Browser, server: Server, way: Way, foreign: Foreign) -> list[str]:
    """What a page asks other hosts for while it is opened."""
    foreign.forget()
    with reader(browser, way.probe, ()) as context:
        page = context.new_page()
        page.goto(server.url)
        page.wait_for_timeout(_ANSWER)
    return list(foreign.asked)


class _Visit:
    """A page that was opened to try something."""

    def __init__(self, session: Session, way: Way, scene: Scene) -> None:
        self._page, self._session, self._way, self._scene = session.page, session, way, scene

    def link(self) -> tuple[bool, bool]:
        """Click on an area; whether the panel names it, and whether it follows the slider."""
        ags = self._scene.drawn[self._scene.largest]
        named = self._scene.names[ags]
        panel = self._page.locator(self._way.panel).first
        hand = self._way.hand(self._page, self._scene)
        for to in (1, 0):
            hand.move(to)
            self._session.wait_until_quiet()
        hand.let_go()
        self._session.wait_until_quiet()
        self._page.mouse.click(*self._page.evaluate("i => bench.point(i)", self._scene.largest))
        if not self._tells(panel, named):
            return False, False
        self._session.wait_until_quiet()
        before = panel.inner_text()
        hand = self._way.hand(self._page, self._scene)
        for to in range(1, len(self._scene.stops)):
            hand.move(to)
            self._session.wait_until_quiet()
        hand.let_go()
        self._session.wait_until_quiet()
        after = panel.inner_text()
        return True, after != before and named in after

    def _tells(self, panel: Locator, named: str) -> bool:
        try:
            panel.filter(has_text=named).wait_for(timeout=_ANSWER)
        except Expired:
            return False
        return True

    def zoom(self) -> tuple[bool, bool]:
        """Zoom in, step there and back; whether the map is larger, and still the same one."""
        hand = self._way.hand(self._page, self._scene)
        self._there_and_back(hand)
        area: FloatRect = self._clip()
        plain = self._picture(area)
        for ctrl in (False, True):
            self._page.mouse.move(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
            if ctrl:
                self._page.keyboard.down("Control")
            for _ in range(3):
                self._page.mouse.wheel(0, -120)
                self._page.wait_for_timeout(_CALM / 2)
            if ctrl:
                self._page.keyboard.up("Control")
            larger = self._picture(area)
            if _apart(plain, larger) > _DIFFERENT:
                break
        else:
            return False, False
        self._there_and_back(hand)
        again = self._picture(area)
        return True, _apart(larger, again) < _SAME

    def _there_and_back(self, hand: Any) -> None:
        for to in (1, 0):
            hand.move(to)
            self._session.wait_until_quiet()
        hand.let_go()
        self._session.wait_until_quiet()

    def play(self) -> bool:
        """Press what looks like play; whether the map then changes by itself, twice."""
        for where in self._page.frames:
            buttons = where.get_by_role("button", name=_PLAY)
            for button in (buttons, where.locator(".updatemenu-button", has_text=_PLAY)):
                if button.count():
                    button.first.click()
                    return self._changes(2)
        return False

    def _changes(self, times: int) -> bool:
        """Whether the map changes so often by itself."""
        shown = self._page.evaluate("bench.shown()")
        for _ in range(_PLAYING // 50):
            self._page.wait_for_timeout(50)
            now = self._page.evaluate("bench.shown()")
            times -= now != shown
            if times <= 0:
                return True
            shown = now
        return False

    def _clip(self) -> FloatRect:
        box = self._page.evaluate("bench.box()")
        return {"x": box["x"], "y": box["y"], "width": box["w"], "height": box["h"]}

    def _picture(self, area: FloatRect) -> bytes:
        self._page.mouse.move(1, 1)
        self._page.wait_for_timeout(_CALM)
        return self._page.screenshot(clip=area)


def _apart(one: bytes, other: bytes) -> float:
    """Share of pixels in which two pictures of one size differ visibly."""
    import numpy as np
    from PIL import Image

    first, second = (
        np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=np.int16)
        for picture in (one, other)
    )
    return float((np.abs(first - second).max(axis=2) > 24).mean())
