"""Many visitors at once: each is answered, and with what belongs to this visitor alone.

The short form of script/load: it says nothing about time.
"""

from __future__ import annotations

import asyncio

from benchmarks import servers
from benchmarks.load import crowd
from benchmarks.load.visitor import Visitor

from ruhrmap import site
from ruhrmap.pages import content
from ruhrmap.view import read
from support.server import Server


def as_load(server: Server) -> servers.Server:
    return servers.Server(server.url.replace("localhost", "127.0.0.1"), server.process)


def test_visitors_who_step_at_the_same_moment_are_never_mixed_up(server: Server) -> None:
    """More than have a turn at once, each with another place, all on another date each time."""

    async def scene() -> crowd.Stepped:
        loaded = as_load(server)
        come = await crowd.gather(loaded, 8)
        found = await crowd.step(loaded, come, seconds=0.9, every=0.3)
        await crowd.leave(come)
        return found

    found = asyncio.run(scene())
    assert len(found.panel) >= 8
    assert (found.lost, found.wrong) == (0, 0)


def test_a_step_brings_what_the_core_says_and_runs_the_timeline_alone(server: Server) -> None:
    async def scene() -> None:
        here = site.current()
        visitor, opened = await Visitor.arrive(as_load(server).url, {"ort": "05119000"})
        for day in ("2024-04-08", "2019-01-30", "2024-04-08"):
            answer = await visitor.settle(day)
            view, _ = read({"datum": day, "ort": "05119000"}, here.limits)
            assert answer.said["panel"] == content.panel(here.catalog, view)
            assert visitor.address == {"datum": day, "ebene": "gemeinden", "ort": "05119000"}
            assert answer.messages < opened.messages / 2, "the page with its map ran again"
        await visitor.leave()

    asyncio.run(scene())


def test_a_visitor_who_comes_back_goes_on_with_the_same_session(server: Server) -> None:
    async def scene() -> None:
        url = as_load(server).url
        visitor, _ = await Visitor.arrive(url, {"ort": "rub"})
        await visitor.settle("2019-01-31")
        await visitor.leave()
        back, answer = await Visitor.arrive(url, visitor.address, session_id=visitor.session_id)
        assert back.session_id == visitor.session_id
        assert crowd.is_right(answer, "rub", "2019-01-31")
        await back.leave()

    asyncio.run(scene())
