"""``script/soak``: visitors of a day in fast motion, against a server of its own on loopback."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from benchmarks.servers import ROOT, Server, _becomes_healthy, _free_port
from benchmarks.soak.verdict import AT, Course, courses
from benchmarks.soak.visits import Paths, Visits

RECORD: Final = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- soak: begin -->", "<!-- soak: end -->"
_AT_ONCE: Final = 4
_SAMPLES: Final = 60
_BETWEEN: Final = 5.0  # seconds, where visits take long
_MOST_VISITS: Final = 20_000
_LINES: Final = 60
_LONGEST: Final = 1_800.0


class Watched:
    """The server's process, and what it tells."""

    def __init__(self, server: Server, log: Path) -> None:
        self._server, self._turn, self._log = server, Lock(), log
        self.url = server.url

    def said(self) -> str:
        """The end of what the server has printed."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-_LINES:])

    def sample(self) -> dict[str, float]:
        """Figures of this moment."""
        process = self._server.process
        assert process.stdin is not None and process.stdout is not None
        with self._turn:
            process.stdin.write(b"\n")
            process.stdin.flush()
            told: dict[str, float] = json.loads(process.stdout.readline())
        home = Path("/proc") / str(process.pid)
        status = dict(
            line.split(":", 1) for line in (home / "status").read_text().splitlines() if ":" in line
        )
        return {
            "memory (MB)": int(status["VmRSS"].split()[0]) / 1024,
            "threads": int(status["Threads"]),
            "open files": len(list((home / "fd").iterdir())),
            **told,
        }


@contextmanager
def watched(plant: int) -> Iterator[Watched]:
    """A server that tells what a leak would fill; ended afterwards."""
    port = _free_port()
    more = ["--plant", str(plant)] if plant else []
    command = [sys.executable, "-m", "benchmarks.soak.watched", str(port), *more]
    with TemporaryDirectory() as home:
        log = Path(home) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output
            )
        server = Server(f"http://127.0.0.1:{port}", process)
        try:
            if not _becomes_healthy(server):
                raise RuntimeError(f"no server:\n{log.read_text(errors='replace')}")
            yield Watched(server, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def soak(
    visits: Visits, server: Watched, count: int, seconds: float
) -> tuple[int, list[dict[str, float]]]:
    """Let visitors come until there were enough, or the time is up."""
    samples: list[dict[str, float]] = []
    began = time.monotonic()
    every = max(1, count // _SAMPLES)
    number, last = 0, 0.0

    async def visitor() -> None:
        nonlocal number, last
        while number < count and time.monotonic() - began < seconds:
            number += 1
            mine = number
            await visits.one(mine)
            now = time.monotonic() - began
            if mine % every == 0 or now - last > _BETWEEN:
                last = now
                samples.append({AT: now, **await asyncio.to_thread(server.sample)})

    await asyncio.gather(*(visitor() for _ in range(_AT_ONCE)))
    return number, samples


def table(found: tuple[Course, ...]) -> str:
    """The courses as a table in Markdown."""
    lines = [
        "| figure, median of each third | first | second | last | may grow by | |",
        "|---|---|---|---|---|---|",
    ]
    for one in found:
        first, second, last = (f"{value:,.0f}" for value in one.thirds)
        said = "**grows**" if one.grows else "steady"
        lines.append(
            f"| {one.name} | {first} | {second} | {last} | {one.tolerance:,.0f} | {said} |"
        )
    return "\n".join(lines)


def record(text: str) -> None:
    """Put the figures of a run into the document.

    Raises
    ------
    ValueError
        If their place is not marked there.
    """
    whole = RECORD.read_text("utf-8")
    if BEGIN not in whole or END not in whole:
        raise ValueError(f"no {BEGIN} and {END} in {RECORD}")
    head, tail = whole.split(BEGIN, 1)[0], whole.split(END, 1)[1]
    RECORD.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", "utf-8")


def main() -> int:
    """Run it; 1 if anything grows or went wrong."""
    parser = argparse.ArgumentParser(prog="script/soak", description=__doc__)
    parser.add_argument("--visits", type=int, default=5_000, help="how many come (default 5000)")
    parser.add_argument("--seconds", type=float, default=900, help="at the longest (default 900)")
    parser.add_argument("--plant", type=int, default=0, metavar="BYTES", help="leak that much")
    parser.add_argument("--record", action="store_true", help=f"write {RECORD.name}")
    given = parser.parse_args()
    count, seconds = min(given.visits, _MOST_VISITS), min(given.seconds, _LONGEST)
    began = time.monotonic()
    with watched(given.plant) as server:
        visits = Visits(server.url, Paths())
        number, samples = asyncio.run(soak(visits, server, count, seconds))
        said = server.said() if visits.faults else ""
    took = timedelta(seconds=round(time.monotonic() - began))
    found = courses(samples)
    done = ", ".join(f"{name} {times:,}" for name, times in sorted(visits.done.items()))
    text = f"{number:,} visits in {took}, {_AT_ONCE} at a time: {done}.\n\n{table(found)}"
    print(text)
    for fault, times in visits.faults.most_common():
        print(f"fault: {fault} ({times} times)", file=sys.stderr)
    if said:
        print(f"\nThe server's last lines:\n{said}", file=sys.stderr)
    if given.record:
        record(text)
    return 1 if visits.faults or any(one.grows for one in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
