"""Who comes: how soon a page has its map and its session, and what is said when it is full."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit

from benchmarks.load.crowd import PLACES
from benchmarks.load.visitor import RefusedError, UnansweredError, Visitor
from benchmarks.servers import Server

_THREADS: Final = 200  # as many as ever come at once


@dataclass(slots=True)
class Came:
    """What newcomers were given; times in seconds since each has asked for the page."""

    first_map: list[float] = field(default_factory=list)  # the shell, with the map in it
    session: list[float] = field(default_factory=list)  # all of the page's first run
    statuses: Counter[int] = field(default_factory=Counter)
    refused_after: list[float] = field(default_factory=list)
    closed: Counter[int] = field(default_factory=Counter)  # websockets, by their code
    cpu: float = 0.0
    lost: int = 0


def get(server: Server, path: str) -> tuple[int, bytes]:
    """Status and body of one request on a connection of its own."""
    parts = urlsplit(server.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    return answer.status, body


async def come(server: Server, number: int, a_second: float, stay: float = 1.0) -> Came:
    """Let people come at a steady pace; each opens the page, then its session, and leaves."""
    found = Came()
    # what waits for a thread of ours would count as waiting for the server
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
    cpu = server.cpu_seconds() or 0.0
    tasks = []
    for index in range(number):
        tasks.append(asyncio.create_task(_open(server, PLACES[index % len(PLACES)], stay, found)))
        await asyncio.sleep(1 / a_second)
    await asyncio.gather(*tasks)
    found.cpu = (server.cpu_seconds() or 0.0) - cpu
    return found


async def _open(server: Server, place: str, stay: float, found: Came) -> None:
    began = time.perf_counter()
    try:
        status, _ = await asyncio.to_thread(get, server, f"/?ort={place}")
        took = time.perf_counter() - began
        found.statuses[status] += 1
        if status != 200:
            found.refused_after.append(took)
            return
        found.first_map.append(took)
        visitor, _ = await Visitor.arrive(server.url, {"ort": place})
    except RefusedError as refusal:
        found.closed[refusal.code] += 1
    except (UnansweredError, OSError, HTTPException):
        found.lost += 1
    else:
        found.session.append(time.perf_counter() - began)
        await asyncio.sleep(stay)
        await visitor.leave()
