"""``script/soak``: visitors of a day in fast motion, against a server of its own on loopback."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from benchmarks import report
from benchmarks.servers import ROOT, Server, free_port, serving
from benchmarks.soak.verdict import AT, KEPT, Course, courses
from benchmarks.soak.visits import Paths, Visits

RELIABILITY: Final = ROOT / "docs" / "reliability.md"
_AT_ONCE: Final = 4
_SAMPLES: Final = 60
_BETWEEN: Final = 5.0  # seconds, where visits take long
_MOST_VISITS: Final = 20_000
_LONGEST: Final = 1_800.0


class Watched:
    """The server's process, and what it tells."""

    def __init__(self, server: Server) -> None:
        self._server, self._turn = server, Lock()
        self.url = server.url

    def said(self) -> str:
        """The end of what the server has printed."""
        return self._server.said()

    def sample(self) -> dict[str, float]:
        """Figures of this moment.

        Raises
        ------
        RuntimeError
            If the server has ended, or cannot tell.
        """
        process = self._server.process
        assert process.stdin is not None and process.stdout is not None
        try:
            with self._turn:
                process.stdin.write(b"\n")
                process.stdin.flush()
                told: dict[str, float] = json.loads(process.stdout.readline())
            home = Path("/proc") / str(process.pid)
            lines = (home / "status").read_text().splitlines()
            files = len(list((home / "fd").iterdir()))
        except (OSError, ValueError) as gone:
            raise RuntimeError(f"the server tells nothing: {gone}") from None
        if "failed" in told:
            raise RuntimeError(f"the server cannot tell: {told['failed']}")
        status = dict(line.split(":", 1) for line in lines if ":" in line)
        return {
            "memory (MB)": int(status["VmRSS"].split()[0]) / 1024,
            "threads": int(status["Threads"]),
            "open files": files,
            **told,
        }


@contextmanager
def watched(plant: int) -> Iterator[Watched]:
    """A server that tells what a leak would fill; ended afterwards.

    Raises
    ------
    RuntimeError
        If it does not start; with what it printed.
    """
    port = free_port()
    more = ["--plant", str(plant)] if plant else []
    command = ["-m", "benchmarks.soak.watched", str(port), *more]
    with serving(command, port, {}, answers=True) as server:
        yield Watched(server)


async def soak(
    visits: Visits, server: Watched, count: int, seconds: float
) -> list[dict[str, float]]:
    """Let visitors come until there were enough, the time is up, or the server is gone."""
    samples: list[dict[str, float]] = []
    began = time.monotonic()
    every = max(1, count // _SAMPLES)
    number, last, gone = 0, 0.0, False

    async def visitor() -> None:
        nonlocal number, last, gone
        while number < count and time.monotonic() - began < seconds and not gone:
            number += 1
            mine = number
            await visits.one(mine)
            now = time.monotonic() - began
            if mine % every == 0 or now - last > _BETWEEN:
                last = now
                try:
                    samples.append({AT: now, **await asyncio.to_thread(server.sample)})
                except RuntimeError as fault:
                    visits.faults[str(fault)] += 1
                    gone = True

    await asyncio.gather(*(visitor() for _ in range(_AT_ONCE)))
    return samples


def table(found: Sequence[Course]) -> str:
    """The courses as a table in Markdown."""
    head = ("figure, median of each third", "first", "second", "last", "may grow by", "")
    lines = [
        (
            one.name,
            *(f"{value:,.0f}" for value in one.thirds),
            f"{one.tolerance:,.0f}",
            "**grows**" if one.grows else "steady",
        )
        for one in found
    ]
    return report.table([head, *lines])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 1 if anything grows or went wrong, 2 if the run was too short to tell."""
    given = _options(arguments)
    if given.record:
        report.need_place(RELIABILITY, "soak")
    began, about = time.monotonic(), report.about(os.getloadavg()[0], "streamlit")
    with watched(given.plant) as server:
        visits = Visits(server.url, Paths())
        samples = asyncio.run(soak(visits, server, given.visits, given.seconds))
        said = server.said() if visits.faults else ""
    text = _told(visits, time.monotonic() - began, about)
    print(text)
    for fault, times in visits.faults.most_common():
        print(f"fault: {fault} ({times} times)", file=sys.stderr)
    if said:
        print(f"\nThe server's last lines:\n{said}", file=sys.stderr)
    try:
        found = courses(samples)
    except ValueError as short:
        print(f"Nothing can be told of growth: {short}.", file=sys.stderr)
        return 1 if visits.faults else 2
    print(f"\n{table(found)}")
    if given.record:
        report.record(RELIABILITY, f"{text}\n\n{table(found)}", "soak")
    return 1 if visits.faults or any(one.grows for one in found) else 0


def _told(visits: Visits, seconds: float, about: Mapping[str, str]) -> str:
    done = ", ".join(f"{name} {times:,}" for name, times in sorted(visits.done.items()))
    return (
        f"{report.place_and_time(about)}\n\n{visits.count:,} visits in "
        f"{timedelta(seconds=round(seconds))}, {_AT_ONCE} at a time: {done}; faults: "
        f"{visits.faults.total():,}."
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/soak", description=__doc__)
    parser.add_argument("--visits", type=int, default=5_000, help="how many come (default 5000)")
    parser.add_argument("--seconds", type=float, default=900, help="at the longest (default 900)")
    parser.add_argument("--plant", type=int, default=0, metavar="BYTES", help="leak that much")
    parser.add_argument("--record", action="store_true", help=f"write {RELIABILITY.name}")
    given = parser.parse_args(arguments)
    if given.visits > _MOST_VISITS or not KEPT < given.seconds <= _LONGEST:
        parser.error(
            f"at most {_MOST_VISITS:,} visits; more than {KEPT:.0f} s, for which sessions are kept "
            f"that were left, and at most {_LONGEST:.0f} s"
        )
    if given.record and given.plant:
        parser.error("a leak that was planted is not recorded")
    return given


if __name__ == "__main__":
    raise SystemExit(main())
