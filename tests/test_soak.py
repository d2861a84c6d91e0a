"""The soak's verdict can fail: what grows is found, what comes and goes is not."""

from __future__ import annotations

import asyncio

import pytest
from benchmarks.load.visitor import Visitor
from benchmarks.soak.__main__ import watched
from benchmarks.soak.verdict import AT, TOLERANCES, courses

Samples = list[dict[str, float]]


def day(number: int = 180, seconds: float = 5.0) -> Samples:
    """A process that fills its caches and then only breathes."""
    usual = dict.fromkeys(TOLERANCES, 20.0)
    usual |= {"memory (MB)": 330.0, "objects": 104_000.0, "sessions kept": 128.0}
    return [
        {name: value * min(1.0, 0.5 + one / 80) + one % 3 for name, value in usual.items()}
        | {AT: one * seconds}
        for one in range(number)
    ]


def growing(samples: Samples) -> list[str]:
    return [one.name for one in courses(samples) if one.grows]


def planted(name: str, whole: float) -> Samples:
    """So much more at the end of the day than at its beginning."""
    return [one | {name: one[name] + whole * at / 180} for at, one in enumerate(day())]


def test_what_comes_and_goes_is_no_growth() -> None:
    assert growing(day()) == []


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("memory (MB)", 5_000 * 0.6 * 8_000 / 2**20),  # 8,000 bytes a websocket of 5,000 visits
        ("objects", 5_000 * 0.6 * 3),
        ("sessions kept", 30),
        ("threads", 20),
        ("server threads", 20),
        ("open files", 40),
        ("asyncio tasks", 40),
        ("sessions", 20),
        ("media files", 20),
    ],
)
def test_a_leak_is_found_by_the_figure_that_it_fills(name: str, whole: float) -> None:
    assert growing(planted(name, whole)) == [name]


def test_what_cannot_be_told_is_no_verdict() -> None:
    with pytest.raises(ValueError, match="samples after warm-up"):
        courses([sample | {AT: 1.0} for sample in day()])
    with pytest.raises(ValueError, match="a sample without media files"):
        courses([{name: v for name, v in one.items() if name != "media files"} for one in day()])


def test_what_is_planted_in_a_server_shows_in_its_figures() -> None:
    """Every figure comes from a real server, and its memory holds what is kept for good."""

    async def come(url: str, visitors: int) -> None:
        for _ in range(visitors):
            visitor, _ = await Visitor.arrive(url, {})
            await visitor.leave()

    planted = 8  # MB
    with watched(plant=planted * 2**20) as server:
        asyncio.run(come(server.url, 1))
        before = server.sample()
        asyncio.run(come(server.url, 4))
        after = server.sample()
    assert TOLERANCES.keys() <= before.keys()
    assert after["memory (MB)"] - before["memory (MB)"] > 3 * planted
