"""A run that ends, or is refused, at a chosen call of the file system.

Every event of the file system that Python reports to audit hooks is counted (open, rename,
remove, mkdir, chmod, lock, list, ...), and what it does not report: each write of a file and
each fsync. To end *before* the n-th call, for every n until the action completes, is to end
between any two calls.

A run that is killed ends here by :class:`Killed`, and from then on no call gets through:
neither what the code would tidy up, nor what buffers still hold, reaches the disk, and locks
are open again. That is what a dead process leaves, without a process for each try.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

_EVENTS: Final = frozenset(
    {
        "open",
        "fcntl.flock",
        *(f"os.{name}" for name in ("rename", "remove", "mkdir", "rmdir", "chmod", "chown")),
        *(f"os.{name}" for name in ("truncate", "link", "symlink", "utime", "listdir", "scandir")),
    }
)
_MOST_STEPS: Final = 1000


class How(Enum):
    """What happens at the chosen call."""

    KILLED = "killed"  # of a write half is done
    POWER = "power"  # killed, and what was not brought onto the disk is lost
    FULL = "full"  # the disk is full, this once
    GONE = "gone"  # from here on the disk refuses everything


class Ending(Enum):
    """How a run ended; the numbers are those with which a process does."""

    DONE = 0
    REFUSED = 1
    KILLED = 9
    WRONG = 70  # neither: an error of another kind, or in the test itself


Refusal = type[Exception] | tuple[type[Exception], ...]
_ERRORS: Final = {How.FULL: errno.ENOSPC, How.GONE: errno.EIO}


class Killed(BaseException):
    """The process has ended: whoever catches this can do nothing more."""


def endings(
    action: Callable[[], object], folder: Path, how: How, refusal: Refusal = OSError
) -> Iterator[tuple[int, Ending]]:
    """Run an action again and again, struck one call later each, until one is not disturbed.

    Whoever iterates puts ``folder`` back in order between two of them.
    """
    for step in range(1, _MOST_STEPS):
        struck = _Strike(folder, how, step)
        with struck:
            ended = _ending(action, refusal)
        yield step, Ending.KILLED if struck.dead else ended
        if not struck.reached:
            return
    raise AssertionError("it never completes")


def _ending(action: Callable[[], object], refusal: Refusal) -> Ending:
    try:
        action()
    except Killed:
        return Ending.KILLED
    except refusal:
        return Ending.REFUSED
    return Ending.DONE


def in_a_child(action: Callable[[], object]) -> Ending:
    """Run an action in a process of its own, which it may end."""
    child = os.fork()
    if child == 0:
        code = Ending.WRONG.value
        try:
            action()
            code = Ending.DONE.value
        except BaseException:  # noqa: BLE001 - told, and the child ends either way
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return Ending(os.waitstatus_to_exitcode(status))


class _Strike:
    """Counts calls of this thread that concern a folder, and strikes at one of them."""

    active: _Strike | None = None

    def __init__(self, folder: Path, how: How, step: int) -> None:
        self.reached = self.dead = False
        self._folder, self._how, self._step = str(folder), how, step
        self._thread = threading.get_ident()
        self._count = 0
        self._unsynced: dict[tuple[int, int], int] = {}  # a file -> a descriptor of our own
        self._open, self._sync = io.open, os.fsync

    def __enter__(self) -> None:
        _listen()
        io.open = self._opened  # type: ignore[assignment]
        builtins.open = self._opened  # type: ignore[assignment]
        os.fsync = self._synced  # type: ignore[assignment]
        _Strike.active = self

    def __exit__(self, *_: object) -> None:
        _Strike.active = None
        io.open, builtins.open, os.fsync = self._open, self._open, self._sync
        for file in self._unsynced.values():
            os.close(file)

    def _opened(
        self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any
    ) -> Any:
        if "b" not in mode or "r" in mode or isinstance(file, int):
            return self._open(file, mode, buffering, *rest, **more)
        raw = _Written(self, file, mode.replace("b", ""))
        return raw if buffering == 0 else io.BufferedWriter(raw)

    def _synced(self, file: int) -> None:
        self.call()
        self._sync(file)
        if (mine := self._unsynced.pop(_key(file), None)) is not None:
            os.close(mine)

    def heard(self, event: str, about: tuple[Any, ...]) -> None:
        if event in _EVENTS and threading.get_ident() == self._thread and self._concerns(about[0]):
            self.call()

    def _concerns(self, path: object) -> bool:
        if isinstance(path, str | bytes | os.PathLike):
            named = os.fsdecode(path)
            # a relative name is one in a folder that was opened before
            return not named.startswith("/") or named.startswith(self._folder)
        return isinstance(path, int)

    def call(self, half: Callable[[], object] = lambda: None) -> None:
        """One call more: nothing, or the end."""
        if self.dead:
            raise Killed
        self._count += 1
        if self._count == self._step:
            self.reached = True
            if self._how in _ERRORS:
                raise self._error()
            half()
            if self._how is How.POWER:
                self._lose()
            self.dead = True
            raise Killed
        if self._how is How.GONE and self._count > self._step:
            raise self._error()

    def _lose(self) -> None:
        """What was written and is not on the disk is gone."""
        _Strike.active = None  # this is no call of the action
        for file in self._unsynced.values():
            os.ftruncate(file, 0)
        _Strike.active = self

    def wrote(self, file: int) -> None:
        """A file holds what is not on the disk yet."""
        if self._how is How.POWER and (key := _key(file)) not in self._unsynced:
            self._unsynced[key] = os.dup(file)

    def _error(self) -> OSError:
        number = _ERRORS[self._how]
        return OSError(number, os.strerror(number))


@cache
def _listen() -> None:
    """Hear of each call from now on; Python takes no hook away again."""
    sys.addaudithook(
        lambda event, about: _Strike.active.heard(event, about) if _Strike.active else None
    )


def _key(file: int) -> tuple[int, int]:
    about = os.fstat(file)
    return about.st_dev, about.st_ino


class _Written(io.FileIO):
    """A file whose writes are counted."""

    def __init__(self, strike: _Strike, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._strike = strike

    def write(self, body: Any, /) -> int:
        own = super().write
        self._strike.call(lambda: own(memoryview(body)[: len(body) // 2]))
        written = own(body)
        self._strike.wrote(self.fileno())
        return written
