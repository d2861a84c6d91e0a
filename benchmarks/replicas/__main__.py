"""Three replicas behind a real nginx: one killed under load, all replaced, all gone, a rush.

Everything on this machine alone, bounded in time and number; ends what it has started.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import report
from benchmarks.replicas import course, proxy, rush, telling
from benchmarks.replicas.course import Held
from benchmarks.replicas.rush import Rate
from benchmarks.replicas.viewers import chromium

OPERATIONS: Final = Path(__file__).parents[2] / "docs" / "operations.md"
BUSY: Final = 1.0  # load above which something else is at work


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; exit code 1 if a viewer or a request lost what was promised, 2 without nginx."""
    options = _options(arguments)
    if proxy.program() is None:
        print("No nginx here: install nginx-light.")
        return 2
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"The machine is busy (load {load:.1f}): the figures will be worse than they are.")
    if options.record:
        report.need_place(OPERATIONS, "replicas")
    held: list[Held] = []
    rates: list[Rate] = []
    written: list[str] = []
    with TemporaryDirectory() as folder:
        here = Path(folder)
        if not options.rush:
            with chromium() as browser, course.standing(options.replicas, here) as front:
                events: tuple[Callable[[], Held], ...] = (
                    partial(course.kill_one, front, browser),
                    partial(course.update_all, front, browser, here),
                    partial(course.all_gone, front, browser),
                )
                for event in events:
                    held.append(event())
                    faults = (*held[-1].faults, *held[-1].broken)
                    print(f"{held[-1].what}: {len(faults)} faults", flush=True)
                    for fault in faults[:10]:
                        print(f"  {fault}")
                written = course.addresses_written(front)
        if not options.quick:
            rates = _rush(here / "rush", options.replicas, options.seconds)
    told = telling.whole(_about(load, options.replicas), held, rates)
    print(f"\n{told}")
    for line in written[:5]:
        print(f"An address was written down: {line}")
    if options.record:
        report.record(OPERATIONS, told, "replicas")
    kept = all(one.is_as_promised for one in held) and not any(one.bad for one in rates)
    return 0 if kept and not written else 1


def _rush(folder: Path, replicas: int, seconds: int) -> list[Rate]:
    if rush.program() is None:
        print("No wrk here (package wrk): the rush is not measured.")
        return []
    folder.mkdir()
    with course.standing(replicas, folder, limits=False) as front:
        return course.rates(front, seconds=seconds, connections=50)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/replicas", description=__doc__)
    parser.add_argument("--replicas", type=int, default=3, choices=range(2, 9), metavar="COUNT")
    parser.add_argument(
        "--seconds",
        type=int,
        default=8,
        choices=range(1, 61),
        metavar="SECONDS",
        help="how long wrk asks for each address",
    )
    parser.add_argument("--quick", action="store_true", help="without the rush")
    parser.add_argument("--rush", action="store_true", help="the rush alone")
    parser.add_argument(
        "--record", action="store_true", help="write the tables into docs/operations.md"
    )
    options = parser.parse_args(arguments)
    if options.record and (options.quick or options.rush):
        parser.error("--record needs the whole run: it replaces all tables")
    return options


def _about(load: float, replicas: int) -> dict[str, str]:
    found = proxy.program()
    said = subprocess.run([found, "-v"], capture_output=True, text=True) if found else None
    return report.about(
        load,
        cores=f"{os.cpu_count()} (replicas, nginx, browser and wrk share them)",
        nginx=said.stderr.strip().rpartition("/")[2] if said else "?",
        replicas=str(replicas),
    )


if __name__ == "__main__":
    raise SystemExit(main())
