"""A process that ends, or is refused, at a chosen call of the file system.

Each try runs in a forked child, some milliseconds each. There every event of the file system
that Python reports to audit hooks is counted (open, rename, remove, mkdir, chmod, lock, list,
...), and what it does not report: each write of a file and each fsync. To end *before* the
n-th call, for every n until the action completes, is to end between any two calls.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from enum import Enum
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
MOST_STEPS: Final = 1000


class How(Enum):
    """What happens at the chosen call."""

    KILLED = "killed"  # of a write half is done
    POWER = "power"  # killed, and what was not brought onto the disk is lost
    FULL = "full"  # the disk is full, this once
    GONE = "gone"  # from here on the disk refuses everything


class Ending(Enum):
    """How the child ended."""

    DONE = 0
    REFUSED = 1
    KILLED = 9
    WRONG = 70  # neither: an error of another kind, or in the test itself


_ERRORS: Final = {How.FULL: errno.ENOSPC, How.GONE: errno.EIO}


def endings(
    action: Callable[[], object], folder: Path, how: How, refusal: type[BaseException] = OSError
) -> Iterator[tuple[int, Ending]]:
    """Run an action in children that end one call later each, until one is not disturbed.

    Whoever iterates puts ``folder`` back in order between two of them.
    """
    for step in range(1, MOST_STEPS):
        ended, reached = one(action, folder, how, step, refusal)
        yield step, ended
        if not reached:
            return
    raise AssertionError("it never completes")


def one(
    action: Callable[[], object],
    folder: Path,
    how: How,
    step: int,
    refusal: type[BaseException] = OSError,
) -> tuple[Ending, bool]:
    """Run an action in a child that is disturbed at one call, and whether it came to that."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        code = Ending.WRONG.value
        try:
            os.close(read_end)
            _Shim(folder, how, step, write_end).install()
            action()
            code = Ending.DONE.value
        except refusal:
            code = Ending.REFUSED.value
        except BaseException:  # noqa: BLE001 - told, and the child ends either way
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as reached:
        came = bool(reached.read())
    _, status = os.waitpid(child, 0)
    return Ending(os.waitstatus_to_exitcode(status)), came


class _Shim:
    """Counts calls that concern a folder, and strikes at one of them."""

    def __init__(self, folder: Path, how: How, step: int, told: int) -> None:
        self._folder, self._how, self._step, self._told = str(folder), how, step, told
        self._count = 0
        self._unsynced: dict[tuple[int, int], int] = {}  # a file -> a descriptor of our own
        self._dup, self._ftruncate, self._fstat = os.dup, os.ftruncate, os.fstat

    def install(self) -> None:
        """Watch this process until it ends."""
        real_open, real_sync = io.open, os.fsync

        def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
            if "b" not in mode or "r" in mode or isinstance(file, int):
                return real_open(file, mode, buffering, *rest, **more)
            raw = _Written(self, file, mode.replace("b", ""))
            return raw if buffering == 0 else io.BufferedWriter(raw)

        def synced(file: int) -> None:
            self.call()
            real_sync(file)
            self._unsynced.pop(self._key(file), None)

        io.open = opened  # type: ignore[assignment]
        builtins.open = opened  # type: ignore[assignment]
        os.fsync = synced  # type: ignore[assignment]
        sys.addaudithook(self._heard)

    def _heard(self, event: str, about: tuple[Any, ...]) -> None:
        if event in _EVENTS and self._concerns(about[0]):
            self.call()

    def _concerns(self, path: object) -> bool:
        if isinstance(path, str | bytes | os.PathLike):
            named = os.fsdecode(path)
            # a relative name is one in a folder that was opened before
            return not named.startswith("/") or named.startswith(self._folder)
        return isinstance(path, int)

    def call(self, half: Callable[[], object] = lambda: None) -> None:
        """One call more: nothing, or the end."""
        self._count += 1
        if self._count == self._step:
            os.write(self._told, b"!")
            if self._how in _ERRORS:
                raise self._error()
            half()
            if self._how is How.POWER:
                for file in self._unsynced.values():
                    self._ftruncate(file, 0)
            os._exit(Ending.KILLED.value)
        if self._how is How.GONE and self._count > self._step:
            raise self._error()

    def wrote(self, file: int) -> None:
        """A file holds what is not on the disk yet."""
        if self._how is How.POWER:
            self._unsynced.setdefault(self._key(file), self._dup(file))

    def _error(self) -> OSError:
        number = _ERRORS[self._how]
        return OSError(number, os.strerror(number))

    def _key(self, file: int) -> tuple[int, int]:
        about = self._fstat(file)
        return about.st_dev, about.st_ino


class _Written(io.FileIO):
    """A file whose writes are counted."""

    def __init__(self, shim: _Shim, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._shim = shim

    def write(self, body: Any, /) -> int:
        own = super().write
        self._shim.call(lambda: own(memoryview(body)[: len(body) // 2]))
        written = own(body)
        self._shim.wrote(self.fileno())
        return written
