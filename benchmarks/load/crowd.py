"""Many visitors of one server: they come, step once in ten seconds, and leave."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.load.visitor import Answer, RefusedError, UnansweredError, Visitor
from benchmarks.servers import Server

EVERY: Final = 10.0  # seconds between two steps of one visitor
_AT_ONCE: Final = 4  # who come at the same moment, when nobody measures how they come

# A town, a city, a Kreis, a university, a partner; and every kind of day there is.
PLACES: Final = ("05954036", "05119000", "05170", "rub", "rvr", "05113000", "05911000")
DAYS: Final = (
    "2024-04-10",
    "2013-01-01",
    "2024-04-08",
    "2019-01-30",
    "2023-05-31",
    "2016-02-29",
    "2023-04-21",
    "2025-03-27",
    "2019-01-31",
)


@dataclass(slots=True)
class Stepped:
    """What the steps of a crowd have cost; times in seconds."""

    visitors: int
    panel: list[float] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    lost: int = 0  # not answered, or closed in the middle
    wrong: int = 0  # another's place or date
    seconds: float = 0.0
    cpu: float = 0.0  # of the server, seconds
    own_cpu: float = 0.0  # of the load itself
    memory: int = 0  # of the server at the end, bytes
    before: int = 0  # the same before anybody came


def memory(server: Server) -> int:
    """What the server's process has in memory now (RSS), in bytes; 0 where nobody tells."""
    path = Path("/proc") / str(server.process.pid) / "statm"
    if not path.is_file():
        return 0
    return int(path.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def gather(server: Server, number: int) -> list[tuple[Visitor, str]]:
    """Let visitors in, a few at a time; each with the place that it looks at.

    Raises
    ------
    RefusedError, UnansweredError
    """
    come: list[tuple[Visitor, str]] = []
    for first in range(0, number, _AT_ONCE):
        places = [PLACES[i % len(PLACES)] for i in range(first, min(number, first + _AT_ONCE))]
        found = await asyncio.gather(
            *(Visitor.arrive(server.url, {"ort": place}) for place in places)
        )
        come += [(visitor, place) for (visitor, _), place in zip(found, places, strict=True)]
    return come


async def step(
    server: Server, crowd: Sequence[tuple[Visitor, str]], seconds: float, every: float = EVERY
) -> Stepped:
    """Let everybody step by turns for some time; each is held to its own place and date."""
    found = Stepped(len(crowd))
    began, cpu, own = time.perf_counter(), server.cpu_seconds() or 0.0, time.process_time()
    walks = (
        _walk(visitor, place, index, every * index / len(crowd), began + seconds, every, found)
        for index, (visitor, place) in enumerate(crowd)
    )
    await asyncio.gather(*walks)
    found.seconds = time.perf_counter() - began
    found.cpu = (server.cpu_seconds() or 0.0) - cpu
    found.own_cpu = time.process_time() - own
    found.memory = memory(server)
    return found


async def leave(crowd: Sequence[tuple[Visitor, str]]) -> None:
    """Let everybody go."""
    await asyncio.gather(*(visitor.leave() for visitor, _ in crowd))


def is_right(answer: Answer, place: str, day: str) -> bool:
    """Whether an answer is about this visitor's place and date, in every part that says one."""
    panel: Mapping[str, object] = answer.said["panel"]
    return (
        answer.view["date"] == day
        and answer.view["place"] == place
        and panel["place"] == place
        and f"datum={day}" in str(answer.said["share"]["query"])
        and f"ort={place}" in str(answer.said["share"]["query"])
    )


async def _walk(
    visitor: Visitor,
    place: str,
    index: int,
    wait: float,
    end: float,
    every: float,
    found: Stepped,
) -> None:
    await asyncio.sleep(wait)
    number = index
    while time.perf_counter() < end:
        due = time.perf_counter() + every
        day = DAYS[number % len(DAYS)]
        number += 1
        try:
            answer = await visitor.settle(day)
        except (UnansweredError, RefusedError):
            found.lost += 1
            return
        found.panel.append(answer.panel_after)
        found.finished.append(answer.finished_after)
        found.sizes.append(answer.bytes)
        found.wrong += not is_right(answer, place, day)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
