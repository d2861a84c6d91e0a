"""Several files of a folder are exchanged together: all of them, or none.

The new files and copies of the old ones are first written whole into a folder beside them
(:data:`_JOURNAL`), so that a full disk shows before anything is changed. Then each takes its
name. Whatever fails midway, the old files are put back; where the machine stopped midway, the
next run finds the journal and puts them back first. A lock on the folder keeps two runs apart.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_JOURNAL: Final = ".ruhrmap-exchange"  # while it is there, the exchange is not finished
_UNFINISHED: Final = ".ruhrmap-exchange.part"  # being written, nothing is changed yet
_DONE: Final = ".ruhrmap-exchange.done"  # finished, to be taken away
_OLD, _NEW = "old", "new"
_CREATED: Final = "created"  # names that there were no files of, a line each


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
    OSError
        If it cannot be written. Everything is then as it was.
    """
    changed = [name for name, body in after.items() if before.get(name) != body]
    with _locked(folder):
        recover(folder)
        for name, body in before.items():
            if _content(folder / name) != body:
                raise ChangedError(name)
        if changed:
            _prepare(folder, {name: after[name] for name in changed})
            _carry_out(folder, changed)
    return changed


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
    """Put the old files back where an exchange was cut off; whether there was one."""
    for leftover in (_UNFINISHED, _DONE):
        shutil.rmtree(folder / leftover, ignore_errors=True)
    journal = folder / _JOURNAL
    if not journal.is_dir():
        return False
    _put_back(folder)
    return True


def _prepare(folder: Path, after: Mapping[str, bytes]) -> None:
    """Everything that needs room on the disk, before anything is changed."""
    unfinished = folder / _UNFINISHED
    try:
        for name, body in after.items():
            _write(unfinished / _NEW / name, body)
            target = folder / name
            if target.exists():
                shutil.copymode(target, unfinished / _NEW / name)
                _write(unfinished / _OLD / name, target.read_bytes())
                shutil.copymode(target, unfinished / _OLD / name)
        (unfinished / _OLD).mkdir(exist_ok=True)
        created = [name for name in after if not (folder / name).exists()]
        _write(unfinished / _CREATED, "\n".join(created).encode())
        unfinished.rename(folder / _JOURNAL)
        _sync(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _carry_out(folder: Path, changed: list[str]) -> None:
    journal = folder / _JOURNAL
    try:
        for name in changed:
            (journal / _NEW / name).replace(folder / name)
        _sync(folder)
        journal.rename(folder / _DONE)
    except BaseException:  # Ctrl-C as well
        _put_back(folder)
        raise
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def _put_back(folder: Path) -> None:
    """The old files by their names again, without needing room on the disk."""
    journal = folder / _JOURNAL
    old = journal / _OLD
    for path in sorted(old.rglob("*")):
        if path.is_file():
            path.replace(folder / path.relative_to(old))
    for name in (journal / _CREATED).read_text("utf-8").splitlines():
        (folder / name).unlink(missing_ok=True)
    journal.rename(folder / _DONE)
    _sync(folder)
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())  # a disk may say only here that it is full


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _sync(folder: Path) -> None:
    """Names onto the disk, where the system opens folders."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One run at a time; the system takes the lock away with the process."""
    if os.name != "posix":  # no such locks: the comparison with what was read remains
        yield
        return
    import fcntl

    opened = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(str(folder)) from error
        yield
    finally:
        os.close(opened)
