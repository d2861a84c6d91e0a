"""Turns: one script at a time, steps first, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from ruhrmap.turns import Rank, Turns

LONG = 30.0  # seconds: a test that waits so long has failed


class Worker:
    """A thread that takes a turn and holds it until it is let go."""

    def __init__(self, turns: Turns, rank: Rank, done: Callable[[], None]) -> None:
        self.has_turn = threading.Event()
        self.let_go = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(turns, rank, done))
        self._thread.start()

    def _run(self, turns: Turns, rank: Rank, done: Callable[[], None]) -> None:
        with turns.turn(rank):
            self.has_turn.set()
            assert self.let_go.wait(LONG)
            done()

    def end(self) -> None:
        self.let_go.set()
        self._thread.join(LONG)
        assert not self._thread.is_alive()


def queued(turns: Turns, rank: Rank, number: int) -> None:
    """Wait until so many wait with this rank."""
    while turns.waiting(rank) < number:
        threading.Event().wait(0.001)


def test_a_step_goes_before_pages_and_pages_go_in_the_order_they_came() -> None:
    turns = Turns()
    order: list[str] = []
    first = Worker(turns, Rank.PAGE, lambda: order.append("first"))
    assert first.has_turn.wait(LONG)
    page = Worker(turns, Rank.PAGE, lambda: order.append("page"))
    queued(turns, Rank.PAGE, 1)
    later = Worker(turns, Rank.PAGE, lambda: order.append("later"))
    queued(turns, Rank.PAGE, 2)
    step = Worker(turns, Rank.STEP, lambda: order.append("step"))
    queued(turns, Rank.STEP, 1)
    assert not any(one.has_turn.is_set() for one in (page, later, step)), "one at a time"
    for one in (first, step, page, later):
        assert one.has_turn.wait(LONG)
        one.end()
    assert order == ["first", "step", "page", "later"]


def test_a_turn_within_a_turn_is_the_same() -> None:
    turns = Turns()
    with turns.turn(Rank.PAGE):
        with turns.turn(Rank.STEP):
            pass
        other = Worker(turns, Rank.STEP, lambda: None)
        queued(turns, Rank.STEP, 1)
        assert not other.has_turn.is_set(), "the inner one has given nothing away"
    assert other.has_turn.wait(LONG)
    other.end()


def test_an_error_passes_the_turn_on() -> None:
    turns = Turns()
    with pytest.raises(RuntimeError), turns.turn(Rank.PAGE):
        raise RuntimeError
    other = Worker(turns, Rank.PAGE, lambda: None)
    assert other.has_turn.wait(LONG)
    other.end()


def test_who_has_waited_too_long_goes_on_without_and_takes_nothing_from_others() -> None:
    turns = Turns(patience=0.01)
    slow = Worker(turns, Rank.PAGE, lambda: None)
    assert slow.has_turn.wait(LONG)
    hasty = Worker(turns, Rank.STEP, lambda: None)
    assert hasty.has_turn.wait(LONG), "a script that hangs holds up nobody for good"
    hasty.end()
    assert turns.waiting(Rank.STEP) == 0
    slow.end()
    other = Worker(turns, Rank.PAGE, lambda: None)
    assert other.has_turn.wait(LONG)
    other.end()
