"""Folders and files by their numbers: names brought onto the disk, and locks."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """The number of a file or, where the system opens them, a folder; closed at the end.

    Raises
    ------
    OSError
        If it cannot be opened.
    """
    number = os.open(path, os.O_RDONLY)
    try:
        yield number
    finally:
        os.close(number)


def sync(folder: Path) -> None:
    """Bring the names in a folder onto the disk, where system and file system know of that.

    Raises
    ------
    OSError
        If it is refused.
    """
    if os.name != "posix":
        return
    with opened(folder) as number:
        try:
            os.fsync(number)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # no folders on this one
                raise


def lock(number: int) -> bool:
    """Lock what is open, until it is closed or its process ends; whether nobody else has.

    Only where ``os.name`` is ``posix``.

    Raises
    ------
    OSError
        If this file system has no locks.
    """
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
