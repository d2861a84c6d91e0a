"""The days that are stepped over: on each the map differs from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ruhrmap.coverage import Frame
from ruhrmap.model import Level

# A shorter span is narrower than the pixels within which our slider is pulled to its end.
_LONG_ENOUGH: Final = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Stop:
    """A day in the middle of a frame, and the frame's place among all."""

    frame: int
    day: date


def stops(frames: Sequence[Frame]) -> tuple[Stop, ...]:
    """One stop for each long enough frame whose municipalities differ from the last stop's."""
    found: list[Stop] = []
    shown: object = None
    for frame in frames:
        statuses = dict(frame.statuses[Level.MUNICIPALITY])
        length = frame.end - frame.start
        if length >= _LONG_ENOUGH and statuses != shown:
            found.append(Stop(frame.index, frame.start + length / 2))
            shown = statuses
    return tuple(found)


def route(count: int, stops: int) -> list[int]:
    """Places of ``count`` stops in a row, to the last one and back again, from the second on.

    Examples
    --------
    >>> route(7, 4)
    [1, 2, 3, 2, 1, 0, 1]
    """
    there_and_back = [*range(stops), *range(stops - 2, 0, -1)]
    return [there_and_back[i % len(there_and_back)] for i in range(1, count + 1)]
