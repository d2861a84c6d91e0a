"""A run: every way at every size, kept as it goes, so that a broken one can be taken up."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from benchmarks import abilities, made, memory, opening, stepping
from benchmarks.foreign import Foreign
from benchmarks.scenes import Scene, scene
from benchmarks.servers import Server, running
from benchmarks.ways import DECK_TILES, EMPTY, OURS, STEPPED, Way
from ruhrmap import catalog

RESULTS: Final = Path(__file__).parent / "results"
OWN: Final = 53  # areas of the real data; any other number is made
FULL: Final = (OWN, 400, 11_000)
PARTS: Final = ("memory", "stepping", "opening")

Figures = dict[str, Any]
LIBRARIES: Final = ("streamlit", "folium", "streamlit-folium", "pydeck", "plotly", "altair")


@dataclass
class Run:
    """The figures of a run, and the file that keeps them.

    Attributes
    ----------
    path : Path
    figures : dict
        ``about``, ``empty`` (opening of an empty page), ``abilities`` by way, ``tiles``
        (what pydeck asks for with its usual base map), ``sizes``: by number of areas, by
        way, by part; in the place of a part that failed, ``{"failed": why}``.
    """

    path: Path
    figures: Figures

    @classmethod
    def begun(cls, about: Mapping[str, str], started: datetime) -> Run:
        """A run with nothing in it yet."""
        path = RESULTS / f"{started:%Y%m%dT%H%M%SZ}.json"
        return cls(path, {"about": dict(about), "sizes": {}, "abilities": {}})

    @classmethod
    def newest(cls) -> Run:
        """The run that was kept last, to go on with it.

        Raises
        ------
        FileNotFoundError
            If none was kept.
        """
        kept = sorted(
            path
            for path in RESULTS.glob("*.json")
            if "sizes" in json.loads(path.read_text("utf-8"))
        )
        if not kept:
            raise FileNotFoundError(f"no run to go on with in {RESULTS}")
        return cls(kept[-1], json.loads(kept[-1].read_text("utf-8")))

    def of(self, areas: int, way: str) -> Figures:
        """The figures of a way at a size, to read and to fill."""
        found: Figures = self.figures["sizes"].setdefault(str(areas), {}).setdefault(way, {})
        return found

    def keep(self) -> None:
        """Write everything so far."""
        self.path.parent.mkdir(exist_ok=True)
        beside = self.path.with_suffix(".part")
        beside.write_text(json.dumps(self.figures, indent=2) + "\n", "utf-8")
        beside.replace(self.path)

    def missing(self) -> list[str]:
        """What a whole run has and this one lacks; what failed is not missing."""
        lacking = [
            f"{way.key} at {areas:,}: {part}"
            for areas in FULL
            for way in STEPPED
            for part in PARTS
            if part not in self.figures["sizes"].get(str(areas), {}).get(way.key, {})
        ]
        lacking += [
            f"{way.key}: abilities" for way in STEPPED if way.key not in self.figures["abilities"]
        ]
        return lacking + [part for part in ("empty", "tiles") if part not in self.figures]


class Bench:
    """Measures what a run lacks."""

    def __init__(self, browser: Browser, foreign: Foreign, run: Run, *, quick: bool) -> None:
        self._browser, self._foreign, self._run, self._quick = browser, foreign, run, quick

    def size(self, folder: Path, areas: int, ways: Sequence[Way], parts: Sequence[str]) -> None:
        """All parts of all ways at one size."""
        place = scene(data(folder, areas))
        print(f"{areas:,} areas, {len(place.stops)} stops ...", flush=True)
        for way in ways:
            figures = self._run.of(areas, way.key)
            lacking = [part for part in parts if not _is_there(figures.get(part))]
            if not lacking:
                continue
            try:
                with running(way.app, way.environment(place)) as server:
                    for part in lacking:
                        figures[part] = self._measured(part, server, way, place)
                        self._said(way, part, figures[part])
            except RuntimeError as fault:  # its server did not start
                figures |= {part: _failed(fault) for part in lacking if part not in figures}
                self._said(way, "server", _failed(fault))

    def _measured(self, part: str, server: Server, way: Way, place: Scene) -> Figures:
        browser, areas = self._browser, len(place.drawn)
        if part == "memory":
            viewers = 2 if areas > 1000 or self._quick else 5
            return _tried(lambda: memory.measure(browser, server, way, place, viewers).summary())
        if part == "stepping":
            count = steps(way, areas, quick=self._quick)
            return _tried(lambda: stepping.measure(browser, server, way, place, count).summary())
        times = self._times(way, areas)
        return _tried(lambda: opening.measure(browser, server, way, place, times).summary())

    def once(self, folder: Path, ways: Sequence[Way]) -> None:
        """What is asked but once, of the real data: abilities, an empty page, a base map."""
        place = scene(data(folder, OWN))
        kept = self._run.figures
        for way in ways:
            if not _is_there(kept["abilities"].get(way.key)):
                kept["abilities"][way.key] = found = self._able(way, place)
                self._said(way, "abilities", found)
        if not _is_there(kept.get("empty")):
            with running(EMPTY.app, EMPTY.environment(place)) as server:
                kept["empty"] = self._measured("opening", server, EMPTY, place)
            self._said(EMPTY, "opening", kept["empty"])
        if DECK_TILES.page in {way.key for way in ways} and not _is_there(kept.get("tiles")):
            kept["tiles"] = self._tiles(place)
            self._said(DECK_TILES, "requests", kept["tiles"])

    def _able(self, way: Way, place: Scene) -> Figures:
        browser, foreign = self._browser, self._foreign

        def tried() -> Figures:
            with running(way.app, way.environment(place)) as server:
                return abilities.try_out(browser, server, way, place, foreign).summary()

        return _tried(tried)

    def _tiles(self, place: Scene) -> Figures:
        browser, foreign, way = self._browser, self._foreign, DECK_TILES

        def tried() -> Figures:
            with running(way.app, way.environment(place)) as server:
                return {"asked": abilities.requests(browser, server, way, foreign)}

        return _tried(tried)

    def _times(self, way: Way, areas: int) -> int:
        if self._quick:
            return 2
        if areas > 1000:
            return 3
        return 8 if way in (OURS, EMPTY) else 4

    def _said(self, way: Way, part: str, found: Figures) -> None:
        self._run.keep()
        print(f"  {way.label}: {part} {found.get('failed', 'done')}", flush=True)


def steps(way: Way, areas: int, *, quick: bool) -> int:
    """Enough for a 95th percentile where a step is quick, a few where it takes seconds."""
    full = 100 if way is OURS else 40 if areas < 1000 else 6
    return max(3, full // 5) if quick else full


def data(folder: Path, areas: int) -> Path:
    """A data package with a number of areas: ours, or one that is made once."""
    own = catalog.default_path()
    if areas == OWN:
        return own
    made_ = folder / str(areas)
    if not made_.exists():
        made.write(made_, areas, own)
    return made_


def _is_there(part: Figures | None) -> bool:
    """Whether a part needs no measuring; what failed is tried again."""
    return part is not None and "failed" not in part


def _tried(measure: Callable[[], Figures]) -> Figures:
    """What was measured, or why not: one peer that fails ends no run."""
    try:
        return measure()
    except Exception as fault:  # noqa: BLE001 - one of ours is a missed target
        return _failed(fault)


def _failed(fault: Exception) -> Figures:
    return {"failed": f"{type(fault).__name__}: {fault}".splitlines()[0][:160]}


def now() -> datetime:
    """When a run begins."""
    return datetime.now(UTC)
