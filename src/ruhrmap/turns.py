"""Whose script runs: one visitor's after the other, whoever is here before who comes.

Python runs one thread at a time. Left alone, the scripts of a hundred visitors share that time
in slices of 5 ms, with the server's own thread among them, which has to send each of their
messages: all of them become slow together, and none is done. One after the other, each is done
in the time that its own work takes, and a reader who moves the slider is answered before a page
is opened for somebody new.

A turn is a courtesy and no lock: who has waited too long goes on without.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Final

# Seconds. A script takes some hundredths; if one holds its turn for longer, something else is
# wrong with it, and the others need not wait for that.
_PATIENCE: Final = 5.0


class Rank(IntEnum):
    """Who goes first of those who wait."""

    STEP = 0  # the slider has settled: somebody looks at a page and waits for the rest of it
    PAGE = 1  # a whole page


class Turns:
    """Turns for threads; of those with one rank, first come, first served."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._guard = threading.Lock()
        self._waiting: list[tuple[Rank, int, threading.Event]] = []
        self._arrivals = itertools.count()
        self._holder: int | None = None

    def waiting(self, rank: Rank) -> int:
        """How many wait for a turn of this rank."""
        with self._guard:
            return sum(1 for one, _, _ in self._waiting if one is rank)

    @contextmanager
    def turn(self, rank: Rank) -> Iterator[None]:
        """Wait for one's turn, have it, and pass it on; within an own turn at once."""
        me = threading.get_ident()
        if self._holder == me:
            yield
            return
        held = self._await(rank, me)
        try:
            yield
        finally:
            if held:
                self._pass_on(me)

    def _await(self, rank: Rank, me: int) -> bool:
        """Whether it is one's turn in the end."""
        called = threading.Event()
        entry = (rank, next(self._arrivals), called)
        with self._guard:
            if self._holder is None:
                self._holder = me
                return True
            heapq.heappush(self._waiting, entry)
        if not called.wait(self._patience):
            with self._guard:
                if entry in self._waiting:
                    self._waiting.remove(entry)
                    heapq.heapify(self._waiting)
                    return False
        with self._guard:
            self._holder = me
        return True

    def _pass_on(self, me: int) -> None:
        with self._guard:
            if self._holder != me:
                return
            if not self._waiting:
                self._holder = None
                return
            # taken in the name of the next one, so that nobody comes in between
            self._holder = 0
            heapq.heappop(self._waiting)[2].set()


_TURNS: Final = Turns()

turn: Final = _TURNS.turn


def pages_waiting() -> int:
    """How many whole pages wait to be made."""
    return _TURNS.waiting(Rank.PAGE)
