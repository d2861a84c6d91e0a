"""Measure all ways at all sizes in one run, or the exports, or the reader of releases.

Prints tables, and keeps figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser

from benchmarks import exports, made, opening, report, stepping, targets
from benchmarks.browser import chromium
from benchmarks.press import __main__ as press_score
from benchmarks.servers import running
from benchmarks.ways import EMPTY, OURS, STEPPED, Scene, scene
from ruhrmap import catalog

RESULTS: Final = Path(__file__).parent / "results"
PERFORMANCE: Final = Path(__file__).parents[1] / "docs" / "performance.md"
BUSY: Final = 1.0  # load above which something else is at work
OWN: Final = 53  # areas of the real data; any other number is made
LABELS: Final = {way.key: way.label for way in STEPPED}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; exit code 1 if a target is not met."""
    options = _options(arguments)
    started = datetime.now(UTC)
    if options.press:
        return press_score.main(["--held-out"] if options.held_out else [])
    if options.exports:
        return _exports(started, record=options.record)
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"The machine is busy (load {load:.1f}): the figures will be worse than they are.")
    runs: list[tuple[int, dict[str, Any]]] = []
    opened: list[tuple[str, dict[str, Any]]] = []
    with TemporaryDirectory() as folder, chromium() as browser:
        about = _about(browser, started, load)
        for areas in options.sizes:
            place = scene(_data(Path(folder), areas))
            print(f"{areas:,} areas, {len(place.stops)} stops ...", flush=True)
            if not options.openings:
                runs.append((areas, _stepping(browser, place, areas, options.quick)))
            times = 3 if options.quick else 10
            opened += _openings(browser, place, areas, times, empty=areas == options.sizes[0])
    found = [
        verdict
        for areas, ways in runs
        if areas in targets.TARGETED
        for verdict in targets.verdicts(areas, ways)
    ]
    found += targets.openings(dict(opened), EMPTY.label, _opened_label(OWN))
    told = report.whole(about, runs, LABELS, opened, found)
    print(f"\n{told}")
    if options.record:
        report.record(PERFORMANCE, told)
    _keep(
        started,
        {
            "about": about,
            "stepping": {str(areas): ways for areas, ways in runs},
            "opening": dict(opened),
            "targets": [asdict(verdict) for verdict in found],
        },
    )
    return 0 if all(verdict.met for verdict in found) else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/benchmark", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer steps, 53 and 400 areas only")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="AREAS", help="53 is the real data")
    parser.add_argument(
        "--record", action="store_true", help="write the tables into docs/performance.md"
    )
    parser.add_argument("--openings", action="store_true", help="openings alone, no steps")
    parser.add_argument("--exports", action="store_true", help="exports alone, without a browser")
    parser.add_argument(
        "--press", action="store_true", help="how well releases are read, without a browser"
    )
    parser.add_argument(
        "--held-out", action="store_true", help="with --press: also the texts kept back"
    )
    options = parser.parse_args(arguments)
    if options.openings and options.record:
        parser.error("--record needs the whole run: it replaces all tables")
    if options.sizes is None:
        options.sizes = [OWN, 400] if options.quick else [OWN, 400, 11_000]
    return options


def _data(folder: Path, areas: int) -> Path:
    own = catalog.default_path()
    if areas == OWN:
        return own
    made.write(folder / str(areas), areas, own)
    return folder / str(areas)


def _stepping(browser: Browser, place: Scene, areas: int, quick: bool) -> dict[str, Any]:
    found = {}
    for way in STEPPED:
        steps = _steps(way.key, areas, quick)
        with running(way.app, way.environment(place)) as server:
            found[way.key] = stepping.measure(browser, server, way, place, steps).summary()
        print(f"  {way.label}: {steps} steps", flush=True)
    return found


def _steps(way: str, areas: int, quick: bool) -> int:
    """Enough for a 95th percentile where a step is quick, a few where it takes seconds."""
    full = 100 if way == OURS.key else 40 if areas < 1000 else 6
    return max(3, full // 5) if quick else full


def _openings(
    browser: Browser, place: Scene, areas: int, times: int, *, empty: bool
) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for way, label in ((EMPTY, EMPTY.label), (OURS, _opened_label(areas))):
        if way is OURS or empty:
            with running(way.app, way.environment(place)) as server:
                measured = opening.measure(browser, server, way, times)
            found.append((label, measured.summary()))
            print(f"  {label}: opened {times} times", flush=True)
    return found


def _exports(started: datetime, *, record: bool) -> int:
    """Measure the exports alone."""
    about = {
        "date": f"{started:%Y-%m-%d}",
        "system": platform.system(),
        "cores": str(os.cpu_count()),
        "load before": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        **{name: version(name) for name in ("matplotlib", "pillow")},
    }
    found = exports.measure_all()
    where = "; ".join(f"{name} {value}" for name, value in about.items())
    told = f"{where}\n\n{report.exports(found)}"
    print(f"\n{told}")
    if record:
        report.record(PERFORMANCE, told, "exports")
    _keep(started, {"about": about, "exports": [asdict(one) for one in found]})
    return 0


def _opened_label(areas: int) -> str:
    return f"{OURS.label}, {areas:,} areas"


def _about(browser: Browser, started: datetime, load: float) -> dict[str, str]:
    return {
        "date": f"{started:%Y-%m-%d}",
        "system": platform.system(),
        "cores": str(os.cpu_count()),
        "load before": f"{load:.1f}",
        "Chromium": f"{browser.version}, headless, without GPU",
        "Python": platform.python_version(),
        **{name: version(name) for name in ("streamlit", "folium", "streamlit-folium")},
    }


def _keep(started: datetime, figures: Mapping[str, Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{started:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(f"\nAll figures: {path.relative_to(RESULTS.parents[1])}")


if __name__ == "__main__":
    raise SystemExit(main())
