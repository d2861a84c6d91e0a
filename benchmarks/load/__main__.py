"""A load of Streamlit sessions on one server of this machine, bounded in number and time."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from typing import Final

from benchmarks import report
from benchmarks.load import crowd, newcomers, readers, tables
from benchmarks.load.visitor import RefusedError, Visitor
from benchmarks.servers import ROOT, Server, running
from benchmarks.stats import p95
from ruhrmap import configuration

PERFORMANCE: Final = ROOT / "docs" / "performance.md"
_APP: Final = ROOT / "app.py"
_MOST: Final = 2000  # visitors
_LONGEST: Final = 300.0  # seconds of one crowd
# What is asked of a full server besides, and what it should say.
_PATHS: Final = {
    "status of the light page": "/einbetten?datum=2019-01-31",
    "status of the API": "/api/v1/coverage?date=2019-01-31",
    "status of the health check": "/_stcore/health",
}
_REFUSAL: Final = "code of a websocket that is refused"
_BACK: Final = "lost connections that came back to their session, of 10"
_WANTED: Final = {**dict.fromkeys(_PATHS, 200), _REFUSAL: 1013, _BACK: 10}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load; exit code 1 if the target is missed or anybody was answered wrongly."""
    options = _options(arguments)
    load = os.getloadavg()[0]
    if load > 1:
        print(f"The machine is busy (load {load:.1f}): the figures will be worse than they are.")
    if options.record:
        report.need_place(PERFORMANCE, "load")
    found: list[crowd.Stepped] = []
    limit = {configuration.VIEWERS.name: str(_MOST)}
    for number in options.visitors:
        with running(_APP, limit) as server:
            asyncio.run(_warm(server))
            found.append(asyncio.run(_crowd(server, number, options.seconds)))
        print(tables.steps(found[-1:]), flush=True)
    where = report.place_and_time(report.about(load, "streamlit", "uvicorn", "websockets"))
    told = [where, tables.steps(found)]
    faults: list[str] = []
    if not options.steps_only:
        paces = {}
        for pace in (2.0, 5.0, 10.0, 20.0):
            with running(_APP, limit) as server:
                asyncio.run(_warm(server))
                came = asyncio.run(newcomers.come(server, round(pace * 10), pace))
            paces[f"{pace:g} a second, for 10 s"] = came
        told.append(tables.openings(paces))
        print(told[-1], flush=True)
        beyond, faults = _beyond(options.limit, options.seconds, options.browsers)
        told += beyond
    text = "\n\n".join(told)
    print(f"\n{text}")
    if options.record:
        report.record(PERFORMANCE, text, "load")
    faults += [
        f"{one.visitors} visitors: {one.lost} steps not answered, {one.wrong} wrong"
        for one in found
        if one.lost or one.wrong
    ]
    faults += [
        f"{one.visitors} visitors: the panel's p95 is above {tables.TARGET * 1000:.0f} ms"
        for one in found
        if one.visitors == tables.TARGETED and not p95(one.panel) <= tables.TARGET
    ]
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if faults else 0


async def _warm(server: Server) -> None:
    """The first visit imports what all need."""
    visitor, _ = await Visitor.arrive(server.url, {"ort": crowd.PLACES[0]})
    await visitor.settle(crowd.DAYS[1])
    await visitor.leave()


async def _crowd(server: Server, number: int, seconds: float) -> crowd.Stepped:
    before = crowd.memory(server)
    come = await crowd.gather(server, number)
    found = await crowd.step(server, come, seconds)
    found.before = before
    await crowd.leave(come)
    return found


def _beyond(limit: int, seconds: float, browsers: int) -> tuple[list[str], list[str]]:
    """A full server: those who are here, those who come, and real browsers among the first.

    What is told of it, and what was not as it should be.
    """
    with running(_APP, {configuration.VIEWERS.name: str(limit)}) as server:
        asyncio.run(_warm(server))
        return asyncio.run(_at_the_limit(server, limit, seconds, browsers))


async def _at_the_limit(
    server: Server, limit: int, seconds: float, browsers: int
) -> tuple[list[str], list[str]]:
    come = await crowd.gather(server, limit - browsers)
    told, faults = [], []
    if browsers:
        stepping = asyncio.create_task(crowd.step(server, come, seconds))
        seen = await readers.look(server, browsers, 5)
        await stepping
        told.append(tables.seen(seen))
        faults += [f"{seen.failed} pages of real browsers failed"] * bool(seen.failed)
    come += await crowd.gather(server, browsers)
    quiet = await crowd.step(server, come, seconds)
    stepping = asyncio.create_task(crowd.step(server, come, seconds))
    came = await newcomers.come(server, 100, 10)
    busy = await stepping
    others = await _others(server, come)  # ten of them lose their connections, and step no more
    await crowd.leave(come)
    for when, one in (("before", quiet), ("while newcomers are refused", busy)):
        if one.lost or one.wrong:
            faults.append(f"{when}: {one.lost} steps not answered, {one.wrong} wrong")
    faults += [f"{what}: {others[what]}" for what in _WANTED if others[what] != _WANTED[what]]
    return [*told, tables.full(quiet, busy, came, others)], faults


async def _others(server: Server, come: list[tuple[Visitor, str]]) -> dict[str, int]:
    """What else is asked of a full server."""
    found = {}
    for what, path in _PATHS.items():
        found[what], _ = await asyncio.to_thread(newcomers.get, server, path)
    found[_REFUSAL] = 0
    try:
        await Visitor.arrive(server.url, {})
    except RefusedError as refusal:
        found[_REFUSAL] = refusal.code
    back = 0
    for visitor, place in come[:10]:
        again, _ = await Visitor.arrive(
            server.url, visitor.address | {"ort": place}, session_id=visitor.session_id
        )
        back += again.session_id == visitor.session_id
        await again.leave()
        await visitor.leave()
    found[_BACK] = back
    return found


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/load", description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 50, 100, 200, 400])
    parser.add_argument("--seconds", type=float, default=30.0, help="for which each crowd steps")
    parser.add_argument("--limit", type=int, default=200, help="RUHRMAP_VIEWERS of the full server")
    parser.add_argument("--browsers", type=int, default=4, help="real ones, beside the load")
    parser.add_argument("--steps-only", action="store_true", help="crowds alone")
    parser.add_argument(
        "--record", action="store_true", help="write the tables into docs/performance.md"
    )
    options = parser.parse_args(arguments)
    if max(options.visitors) > _MOST or options.limit > _MOST or options.seconds > _LONGEST:
        parser.error(f"at most {_MOST} visitors and {_LONGEST:.0f} s")
    if options.record and options.steps_only:
        parser.error("--record needs the whole run: it replaces all tables")
    if options.limit < max(_WANTED[_BACK], options.browsers + 1):
        parser.error("--limit leaves too few places beside the browsers")
    return options


if __name__ == "__main__":
    sys.exit(main())
