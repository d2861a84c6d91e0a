"""One picture at a time: the drawing library is not made for several threads.

Whoever wants a picture waits for those who came before. A job tells how far it is and can be
given up; it then ends at its next step, or is never begun.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Final, Generic, TypeVar

_Made = TypeVar("_Made")

PAINTER: Final = ThreadPoolExecutor(1, "painter")


class GivenUpError(Exception):
    """Nobody waits for this any more."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a job is; before its first step nothing is done of nothing."""

    started: bool
    done: int = 0
    total: int = 0


class Job(Generic[_Made]):
    """Something in the making.

    Parameters
    ----------
    make : callable
        Does the work in the painter's thread. It is given a function to call with how much
        is done, and of how much, which ends the work by raising once nobody waits for it.
    """

    def __init__(self, make: Callable[[Callable[[int, int], None]], _Made]) -> None:
        self._make = make
        self._stage = Stage(started=False)
        self._given_up = Event()
        self._future: Future[_Made] = PAINTER.submit(self._run)

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self._stage

    def wait(self, seconds: float) -> _Made | None:
        """What was made, or nothing yet after that time; raises what the work has raised."""
        try:
            return self._future.result(seconds)
        except TimeoutError:
            if self._future.done():
                raise
            return None

    def give_up(self) -> None:
        """Nobody waits for it any more; nothing happens if it is ready."""
        self._given_up.set()

    def _run(self) -> _Made:
        self._progress(0, 0)
        return self._make(self._progress)

    def _progress(self, done: int, total: int) -> None:
        if self._given_up.is_set():
            raise GivenUpError
        self._stage = Stage(True, done, total)
