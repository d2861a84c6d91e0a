"""Changed data are picked up while the server runs: whole, checked, or not at all.

A look at the folder costs microseconds. What changed is taken once it has stayed the same from
one look to the next, as a copy (:mod:`ruhrmap.snapshots`), checked and made ready beside what
is shown; then new visitors are shown it. Whatever is wrong with it, the last good data stay,
and the operator is told: in the log, by :func:`state`, and on the staff's pages.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ruhrmap import configuration, logs, metrics, site, snapshots
from ruhrmap.catalog import PackageError
from ruhrmap.checks import Finding, line
from ruhrmap.package.finding import error
from ruhrmap.snapshots import FolderError, Signature, UnsettledError

_LOG: Final = logs.get("data")
_MOST_TOLD: Final = 20  # findings in the log; ruhrmap check tells all of them


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
    """

    def __init__(self, prepare: Callable[[Path], None]) -> None:
        self._prepare = prepare
        self._copies = Path(tempfile.mkdtemp(prefix="ruhrmap-data-"))
        self._seen: Signature | None = None  # at the last look
        self._done: Signature | None = None  # what the state speaks of

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
            await asyncio.to_thread(self.look)

    def end(self) -> None:
        """Take the copies away."""
        site.show_folder()
        shutil.rmtree(self._copies, ignore_errors=True)

    def _take(self, folder: Path) -> bool:
        """Take what is there; whether it is shown now and was not before."""
        seen = self._seen
        try:
            copy = snapshots.take(folder, self._copies)
        except UnsettledError:
            return False  # looked at again
        except (FolderError, OSError) as error:
            self._refuse(seen, (), f"{folder}: {error}")
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
            shutil.rmtree(copy, ignore_errors=True)
            return False
        except Exception as problem:  # noqa: BLE001 - told in full, and visitors see the last data
            _LOG.exception("data unusable")
            self._refuse(seen, (), f"{folder}: {type(problem).__name__}: {problem}")
            shutil.rmtree(copy, ignore_errors=True)
            return False
        is_change = site.newest_copy() is not None
        for old in site.show(copy):
            shutil.rmtree(old, ignore_errors=True)
        _forget_the_old()
        _tell(State(_state.taken + 1, _state.refused))
        _tell_loaded()
        if is_change:
            metrics.RELOADS.labels("ok").inc()
        return True

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
