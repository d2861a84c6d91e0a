"""Measure all ways at all sizes in one run, or the exports, or the reader of releases.

Prints tables, and keeps figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import exports, foreign, growth, report, targets
from benchmarks.browser import chromium
from benchmarks.press import __main__ as press_score
from benchmarks.run import FULL, LIBRARIES, OWN, PARTS, RESULTS, Bench, Run, now
from benchmarks.ways import OURS, STEPPED

ROOT: Final = Path(__file__).parents[1]
PERFORMANCE: Final = ROOT / "docs" / "performance.md"
PICTURE: Final = ROOT / "docs" / "images" / "steps.svg"
BUSY: Final = 1.0  # load above which something else is at work
LABELS: Final = {way.key: way.label for way in STEPPED}
DOCUMENTED: Final = {way.key for way in STEPPED if way.documented}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; exit code 1 if a target is not met, or ours could not be measured."""
    options = _options(arguments)
    started = now()
    if options.press:
        return press_score.main(["--held-out"] if options.held_out else [])
    if options.exports:
        return _exports(started, record=options.record)
    if options.record:
        report.need_place(PERFORMANCE, "figures")
    run = Run.newest() if options.resume else None
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"The machine is busy (load {load:.1f}): the figures will be worse than they are.")
    if not options.tables:
        with (
            TemporaryDirectory() as folder,
            foreign.standing_in() as others,
            chromium(others) as browser,
        ):
            version = {"Chromium": f"{browser.version}, headless, without GPU"}
            run = run or Run.begun(report.about(load, *LIBRARIES, **version), started)
            bench = Bench(browser, others, run, quick=options.quick)
            ways = [way for way in STEPPED if way.key in options.ways]
            parts = ["opening"] if options.openings else list(PARTS)
            if not options.openings:
                bench.once(Path(folder), ways)
            for areas in options.sizes:
                bench.size(Path(folder), areas, ways, parts)
    run = run or Run.newest()
    found = targets.of_run(run.figures)
    told = report.whole(run.figures, LABELS, DOCUMENTED, found)
    print(f"\n{told}\n\nAll figures: {run.path.relative_to(ROOT)}")
    if options.record:
        if lacking := run.missing():
            print(f"Not recorded, the run is not whole: {'; '.join(lacking)}. --resume goes on.")
            return 1
        lines = growth.lines(run.figures["sizes"], LABELS)
        growth.draw(PICTURE, lines, OURS.label)
        picture = f"![{growth.told(lines)}]({PICTURE.relative_to(PERFORMANCE.parent)})"
        report.record(PERFORMANCE, f"{told}\n\n{picture}")
    return 0 if found and all(verdict.met for verdict in found) else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/benchmark", description=__doc__)
    keys = [way.key for way in STEPPED]
    parser.add_argument("--quick", action="store_true", help="fewer steps, 53 and 400 areas only")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="AREAS", help="53 is the real data")
    parser.add_argument("--ways", nargs="+", choices=keys, default=keys, help="only these")
    parser.add_argument(
        "--resume", action="store_true", help="go on with the newest run: only what it lacks"
    )
    parser.add_argument("--record", action="store_true", help="write tables and picture into docs/")
    parser.add_argument(
        "--tables", action="store_true", help="measure nothing: the tables of the newest run"
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
    if options.sizes is None:
        options.sizes = [OWN, 400] if options.quick else list(FULL)
    return options


def _exports(started: datetime, *, record: bool) -> int:
    """Measure the exports alone."""
    where = report.about(os.getloadavg()[0], "matplotlib", "pillow")
    found = exports.measure_all()
    told = f"{report.place_and_time(where)}\n\n{report.exports(found)}"
    print(f"\n{told}")
    if record:
        report.record(PERFORMANCE, told, "exports")
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{started:%Y%m%dT%H%M%SZ}.json"
    kept = {"about": where, "exports": [asdict(one) for one in found]}
    path.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    print(f"\nAll figures: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
