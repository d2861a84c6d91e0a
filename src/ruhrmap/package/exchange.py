"""Several files of a folder are exchanged together: all of them, or none.

The new files and copies of the old ones are first written whole into a folder beside them,
the journal (:mod:`ruhrmap.package.journal`), so that a full disk shows before anything is
changed. Then each takes its name. Whatever fails midway, the old files are put back; where
the machine stopped midway, readers go on seeing the old files (:mod:`ruhrmap.package.whole`)
and the next run puts them back first. A lock on the folder keeps two runs apart.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ruhrmap import disk
from ruhrmap.package import journal
from ruhrmap.package.journal import EditedError

__all__ = [
    "BusyError",
    "ChangedError",
    "EditedError",
    "exchange",
    "is_unfinished",
    "recover",
    "recover_alone",
    "replace_all",
]

_JOURNAL: Final = journal.NAME  # while it is there, the exchange is not finished
_UNFINISHED: Final = ".ruhrmap-exchange.part"  # being written, nothing is changed yet
_DONE: Final = ".ruhrmap-exchange.done"  # finished, to be taken away


class BusyError(Exception):
    """Another run is writing into the folder."""


class ChangedError(Exception):
    """The folder is not what the new files were made from; ``name`` is the first such file."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def exchange(folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Put new files in the place of old ones; whose bytes are the same is left alone.

    Parameters
    ----------
    folder : Path
    before, after : mapping of str to bytes
        The files as they were read, and as they are to be, by their names in the folder.

    Returns
    -------
    list of str
        The names of what was written, in order.

    Raises
    ------
    BusyError
        If another run is at it.
    ChangedError
        If a file is no longer what it was when it was read.
    EditedError
        If an earlier run was cut off and somebody has changed one of its files since.
    OSError
        If it cannot be written. Everything is then as it was; where the disk refuses that
        too, the files are whole nevertheless for whoever reads them, old or new.
    """
    with _locked(folder):
        recover(folder)
        for name, body in before.items():
            if journal.content(folder / name) != body:
                raise ChangedError(name)
        return _exchanged(folder, after)


def replace_all(folder: Path, after: Mapping[str, bytes]) -> list[str]:
    """Put files in the place of whatever is there: :func:`exchange` without looking first."""
    with _locked(folder):
        recover(folder)
        return _exchanged(folder, after)


def is_unfinished(folder: Path) -> bool:
    """Whether an exchange is under way, or was cut off: the files may not belong together."""
    return (folder / _JOURNAL).exists()


def recover_alone(folder: Path) -> bool:
    """:func:`recover` for whoever only looks: nothing another run is writing is touched.

    Raises
    ------
    BusyError
        If another run is at it.
    """
    with _locked(folder):
        return recover(folder)


def recover(folder: Path) -> bool:
    """Put the old files back where an exchange was cut off; whether there was one.

    Raises
    ------
    EditedError
        If somebody has changed one of the files since: neither version is thrown away.
    OSError
        If they cannot be put back. They count nevertheless, for whoever reads.
    """
    for leftover in (_UNFINISHED, _DONE):
        shutil.rmtree(folder / leftover, ignore_errors=True)
    if not is_unfinished(folder):
        return False
    found = journal.find(folder)
    if found is None:  # a folder of that name without a record is none of ours
        raise EditedError(f"{_JOURNAL}/{journal.RECORD}")
    if (name := found.edited()) is not None:
        raise EditedError(name)
    _put_back(folder, found.files)
    return True


def _exchanged(folder: Path, after: Mapping[str, bytes]) -> list[str]:
    before = {name: journal.content(folder / name) for name in after}
    changed = [name for name, body in after.items() if before[name] != body]
    if changed:
        new = {name: after[name] for name in changed}
        files = journal.digests(before, new)
        _prepare(folder, before, new, files)
        _carry_out(folder, files)
    return changed


def _prepare(
    folder: Path,
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes],
    files: journal.Digests,
) -> None:
    """Everything that needs room on the disk, before anything is changed."""
    unfinished = folder / _UNFINISHED
    try:
        for part in (journal.OLD, journal.NEW):
            (unfinished / part).mkdir(parents=True)
        for name, body in after.items():
            target, old = folder / name, before[name]
            _write(unfinished / journal.NEW / name, body)
            if old is not None:
                _write(unfinished / journal.OLD / name, old)
                for part in (journal.OLD, journal.NEW):
                    _like(target, unfinished / part / name)
        _write(unfinished / journal.RECORD, journal.record(files))
        for place in sorted(path for path in unfinished.rglob("*") if path.is_dir()):
            _readable(folder, place)
        _readable(folder, unfinished)
        unfinished.rename(folder / _JOURNAL)
        disk.sync(folder)
    except BaseException:  # Ctrl-C as well
        _take_away(folder, unfinished)
        raise


def _carry_out(folder: Path, files: journal.Digests) -> None:
    kept = folder / _JOURNAL
    try:
        for name in files:
            (kept / journal.NEW / name).replace(_target(folder, name))
        _sync_all(folder, files)
        kept.rename(folder / _DONE)
        disk.sync(folder)
    except BaseException:  # Ctrl-C as well
        if not kept.exists():  # the last step: its name did not come onto the disk
            (folder / _DONE).rename(kept)
        _put_back(folder, files)
        raise
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def _put_back(folder: Path, files: journal.Digests) -> None:
    """The old files by their names again, without needing room on the disk.

    Each is moved out of the journal, so that this too may be cut off and begun again.
    """
    kept = folder / _JOURNAL
    for name, (before, _) in files.items():
        old = kept / journal.OLD / name
        if before is None:
            (folder / name).unlink(missing_ok=True)
        elif old.exists():
            old.replace(_target(folder, name))
    _sync_all(folder, files)
    kept.rename(folder / _DONE)
    disk.sync(folder)
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def _target(folder: Path, name: str) -> Path:
    """Where a file lies: a link keeps leading to it."""
    return Path(os.path.realpath(folder / name))


def _take_away(folder: Path, unfinished: Path) -> None:
    """What was made ready, while nothing is changed yet."""
    if is_unfinished(folder):  # never half of a journal under its name
        (folder / _JOURNAL).rename(folder / _DONE)
    for leftover in (unfinished, folder / _DONE):
        shutil.rmtree(leftover, ignore_errors=True)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())  # a disk may say only here that it is full


def _like(target: Path, made: Path) -> None:
    """The permissions and, where the system lets us, the owner of the file that was there."""
    shutil.copymode(target, made)
    about, own = target.stat(), made.stat()
    if (about.st_uid, about.st_gid) != (own.st_uid, own.st_gid) and hasattr(os, "chown"):
        try:
            os.chown(made, about.st_uid, about.st_gid)
        except PermissionError:  # only root may give files away; then it is the writer's
            return


def _readable(folder: Path, place: Path) -> None:
    """A part of the journal for everybody who may read the folder, and onto the disk."""
    place.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)
    disk.sync(place)


def _sync_all(folder: Path, names: Iterable[str]) -> None:
    for place in sorted({_target(folder, name).parent for name in names} | {folder}):
        if place.is_dir():
            disk.sync(place)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One run at a time; the system takes the lock away with the process."""
    if os.name != "posix":  # no such locks: the comparison with what was read remains
        yield
        return
    with disk.opened(folder) as number:
        if not disk.lock(number):
            raise BusyError(str(folder))
        yield
