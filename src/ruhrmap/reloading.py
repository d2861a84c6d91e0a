"""Changed data are picked up while the server runs: whole, checked, or not at all.

A look at the folder costs microseconds. What changed is taken once it has stayed the same from
one look to the next, as a copy (:mod:`ruhrmap.snapshots`), checked and made ready beside what
is shown; then new visitors are shown it. Whatever is wrong with it, the last good data stay,
and the operator is told: in the log, by :func:`state`, and on the staff's pages.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import shutil
import tempfile
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final

from ruhrmap import configuration, logs, metrics, site, snapshots
from ruhrmap.catalog import PackageError
from ruhrmap.checks import Finding, line
from ruhrmap.package.finding import error
from ruhrmap.snapshots import FolderError, Signature, UnsettledError

_LOG: Final = logs.get("data")
_MOST_TOLD: Final = 20  # findings in the log; ruhrmap check tells all of them
# Seconds for which a copy lies there after nobody begins with it: a film or a presentation on
# a busy server reads its files long after it was asked for.
_IN_THE_MAKING: Final = 300.0


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the operator's folder.

    Attributes
    ----------
    taken : int
        Data packages that were put on show since the start.
    refused : int
        Those that were not.
    findings : tuple of Finding
        Why the newest is not shown; empty while it is.
    reason : str
        The same where the folder could not even be copied.
    """

    taken: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def is_behind(self) -> bool:
        """Whether the newest data could not be taken."""
        return bool(self.findings or self.reason)


_state = State()


def state() -> State:
    """What this process knows of the operator's folder; nothing where it does not watch."""
    return _state


class Watch:
    """Looks at the operator's folder, and puts on show what is new and in order.

    Parameters
    ----------
    prepare : callable
        Makes ready what visitors of a copy would wait for, given its folder.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self, prepare: Callable[[Path], None], clock: Callable[[], float] = monotonic
    ) -> None:
        self._prepare = prepare
        self._clock = clock
        self._turn = Lock()  # a look may be under way in its thread while the server ends
        self._copies = Path(tempfile.mkdtemp(prefix="ruhrmap-data-"))
        self._held = ExitStack()
        self._held.callback(shutil.rmtree, self._copies, ignore_errors=True)
        # what nobody reads for days is cleared out of such folders (systemd-tmpfiles), but for
        # what lies below a lock
        lock = os.open(self._copies, os.O_RDONLY)
        self._held.callback(os.close, lock)
        fcntl.flock(lock, fcntl.LOCK_SH)
        self._seen: Signature | None = None  # at the last look
        self._done: Signature | None = None  # what the state speaks of
        self._leaving: deque[tuple[float, Path]] = deque()  # and when each is taken away

    def start(self) -> None:
        """Show what is there now, in whatever state it is."""
        _tell(State())
        folder = site.configured_path()
        with suppress(FolderError):
            self._seen = snapshots.signature(folder)
        self._take(folder)

    def look(self) -> bool:
        """Look once; whether something new was put on show.

        What is new is left until the next look finds it unchanged: whoever writes file after
        file is not cut short.
        """
        with self._turn:
            self._take_away_the_old()
            return self._look()

    def _look(self) -> bool:
        folder = site.configured_path()
        try:
            now: Signature | None = snapshots.signature(folder)
        except FolderError:
            now = ()
        if now == self._done:
            self._seen = now
            return False
        if now != self._seen:
            self._seen = now
            return False
        return self._take(folder)

    @asynccontextmanager
    async def going_on(self) -> AsyncGenerator[None, None]:
        """Look again and again, beside the server's work; afterwards the copies are taken away."""
        looking = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            self.end()

    async def _go_on(self) -> None:
        seconds = configuration.number(configuration.RELOAD)
        while seconds:
            await asyncio.sleep(seconds)
            try:
                await asyncio.to_thread(self.look)
            except Exception:  # noqa: BLE001 - told in full; else newer data are never seen again
                _LOG.exception("look failed")

    def end(self) -> None:
        """Take the copies away, once a look that is under way is done."""
        with self._turn:
            site.show_folder()
            self._held.close()

    def _take(self, folder: Path) -> bool:
        """Take what is there; whether it is shown now and was not before."""
        seen = self._seen
        try:
            copy = snapshots.take(folder, self._copies)
        except UnsettledError:
            return False  # looked at again
        except (FolderError, OSError) as error:
            reason = f"{folder}: {error}"
            if reason != _state.reason:
                self._refuse(seen, (), reason)
            self._done = None  # a right, a full disk: tried again, though no file has changed
            return False
        self._done = seen
        if copy == site.newest_copy():
            _tell(replace(_state, findings=(), reason=""))
            return False
        try:
            site.read(copy)
            self._prepare(copy)
        except PackageError as problem:
            self._refuse(seen, problem.findings, "")
            _discard(copy)
            return False
        except Exception as problem:  # noqa: BLE001 - told in full, and visitors see the last data
            _LOG.exception("data unusable")
            self._refuse(seen, (), f"{folder}: {type(problem).__name__}: {problem}")
            _discard(copy)
            return False
        is_change = site.newest_copy() is not None
        for old in site.show(copy):
            self._let_go(old)
        _forget_the_old()
        _tell(State(_state.taken + 1, _state.refused))
        _tell_loaded()
        if is_change:
            metrics.RELOADS.labels("ok").inc()
        return True

    def _let_go(self, copy: Path) -> None:
        """Keep a copy for as long as something that has begun with it may last."""
        self._leaving.append((self._clock() + _IN_THE_MAKING, copy))

    def _take_away_the_old(self) -> None:
        while self._leaving and self._leaving[0][0] <= self._clock():
            _, copy = self._leaving.popleft()
            # the same files again are the same copy: it may have come back, or be let go anew
            if all(copy != other for _, other in self._leaving):
                site.take_away(copy)
                _discard(copy)

    def _refuse(self, seen: Signature | None, findings: tuple[Finding, ...], reason: str) -> None:
        self._done = seen
        _tell(State(_state.taken, _state.refused + 1, findings, reason))
        is_change = site.newest_copy() is not None
        errors = [one for one in findings if one.severity == "error"]
        _LOG.error(
            "data refused",
            shown="the last good data" if is_change else "none",
            findings=len(errors),
            told=[line(one, "en") for one in errors[:_MOST_TOLD]] or [reason],
        )
        if is_change:
            metrics.RELOADS.labels("failed").inc()
        else:
            site.show_broken(PackageError(findings or (error("package_folder", reason),)))


def _discard(copy: Path) -> None:
    """Take a copy away that nobody was shown, or is any more."""
    if not site.is_in_use(copy):
        shutil.rmtree(copy, ignore_errors=True)


def _tell_loaded() -> None:
    shown = site.newest().catalog
    metrics.shows(shown.version, shown.data_date)
    _LOG.info(
        "data loaded",
        version=shown.version,
        date=shown.data_date.isoformat(),
        territories=len(shown.territories),
        members=len(shown.members),
    )


def _tell(now: State) -> None:
    global _state
    _state = now


def _forget_the_old() -> None:
    """Take what is shown now out of garbage collection, and what is not any more out of memory."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
