"""What visitors of a day do, one after the other the same each time: nothing is drawn by lot."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections import Counter
from datetime import date, timedelta
from http.client import HTTPException
from typing import Final
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException

from benchmarks.load.visitor import RefusedError, UnansweredError, Visitor

_FIRST: Final = date(2013, 1, 1)
_DAYS: Final = 4_800  # of the time axis
_PLACES: Final = ("05954036", "05170", "05119", "05913", "rvr", "05562024", "05974")
_PATIENCE: Final = 60.0
# What a visit may come to that is the server's fault; all else is one of this program.
_FAULTS: Final = (
    *(OSError, EOFError, HTTPException, WebSocketException),
    *(RefusedError, UnansweredError),
)
_FORMATS: Final = ("csv", "xlsx", "geojson", "zip")
_BROKEN: Final = (
    "/gibt-es-nicht",
    "/api/v1/coverage?date=31.02.2023",
    "/api/v1/coverage?level=x",
    "/einbetten?datum=x&ort=%00&ebene=7",
    "/vorschau.png?datum=9999-99-99",
    "/ruhrmap/../../etc/passwd",
    "/?datum=2024-02-30&ort=%F0%9F%92%A9&ansicht=%2e%2e",
    "/component/nothing/x.js",
)


class Visits:
    """A server's visitors; counts what they did."""

    def __init__(self, url: str, paths: Paths) -> None:
        self._url, self._paths = url, paths
        self.done: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.count = 0

    async def one(self, number: int) -> None:
        """The visit of that number."""
        kinds = (self._reader, self._reader, self._embedded, self._program, self._broken)
        kind = kinds[number % len(kinds)]
        try:
            await kind(number)
        except _FAULTS as fault:
            self.faults[f"{kind.__name__.strip('_')}: {type(fault).__name__} {fault}"[:120]] += 1
        self.done[kind.__name__.strip("_")] += 1
        self.count += 1

    async def _reader(self, number: int) -> None:
        """The page: first run, steps, a place, the other language, another page, and away."""
        query = {"datum": _day(number)}
        await self._get("/?" + urlencode(query))
        visitor, _ = await Visitor.arrive(self._url, query)
        try:
            for step in range(3):
                day = _day(number * 7 + step)
                answer = await visitor.settle(day)
                if answer.view.get("date") != day:
                    self.faults["a step that was answered with another date"] += 1
            await visitor.look({"datum": day, "ort": _PLACES[number % len(_PLACES)]})
            await visitor.look({"datum": day, "sprache": "en", "ansicht": "tabelle"})
            await visitor.look({"sprache": "en"}, page=("daten", "bilder")[number % 2])
            await visitor.look({"datum": day, "ebene": "kreise"})
        finally:
            await visitor.leave()
        for error in visitor.errors:
            self.faults[f"page: {error[:80]}"] += 1

    async def _embedded(self, number: int) -> None:
        """A page of somebody else with our map in it, and a link that is shared."""
        query = {"datum": _day(number), "ort": _PLACES[number % len(_PLACES)]}
        await self._get(f"{self._paths.embed}?{urlencode(query)}")
        if number % 4 == 2:
            await self._get(f"{self._paths.preview}?{urlencode({'datum': _day(number)})}")
        for name in self._paths.assets:
            await self._get(name)

    async def _program(self, number: int) -> None:
        """A program: coverage, search, feed; now and then a file."""
        day = _day(number)
        await self._get(f"{self._paths.coverage}?date={day}&level=district&lang=en")
        await self._get(f"{self._paths.search}?q=Wit{number}&date={day}")
        await self._get(self._paths.feed)
        await self._get(self._paths.description)
        if number % 8 == 3:
            form = _FORMATS[number // 8 % len(_FORMATS)]
            await self._get(self._paths.download.replace("{format}", form) + f"?date={day}")
        if number % 200 == 103:
            await self._get(self._paths.presentation)

    async def _broken(self, number: int) -> None:
        """Addresses that nobody should open, and a websocket that says nonsense."""
        await self._get(_BROKEN[number // 5 % len(_BROKEN)], broken=True)
        odd = {"datum": f"{number}-13-45", "ort": "x" * 500, "annahme": "y"}
        visitor, _ = await Visitor.arrive(self._url, odd)
        try:
            await visitor.babble("text" if number % 2 else b"\xff\x00 no message")
        finally:
            await visitor.leave()

    async def _get(self, path: str, *, broken: bool = False) -> None:
        status = await asyncio.to_thread(_fetched, self._url + path)
        self.done[f"HTTP {status}"] += 1
        if status >= 500 or (status >= 400 and not broken):
            self.faults[f"HTTP {status} {path.partition('?')[0]}"] += 1


class Paths:
    """Our addresses, as the program has them."""

    def __init__(self) -> None:
        from ruhrmap import site
        from ruhrmap.api import description
        from ruhrmap.web import head, presentation

        self.embed, self.preview = f"/{head.EMBED}", f"/{head.PREVIEW}"
        self.presentation = f"/{presentation.PATH}"
        self.coverage, self.search = description.COVERAGE, description.SEARCH
        self.download, self.feed = description.DOWNLOAD, description.FEED
        self.description = description.OPENAPI
        self.assets = [f"/ruhrmap/{name}" for name in sorted(site.current().assets.by_name())][:3]


def _fetched(address: str) -> int:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.read()
        return refused.code


def _day(number: int) -> str:
    return (_FIRST + timedelta(days=number * 37 % _DAYS)).isoformat()
