"""Copies of a data package that nobody writes into: what a running server shows.

People and programs write into the folder of the operator while it is being read. A server
therefore never shows that folder: it shows a private copy, which was checked as it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ruhrmap.package import exchange, whole
from ruhrmap.package.whole import EditedError, UnsettledError

__all__ = ["AT_ONCE", "KEPT", "FolderError", "Signature", "UnsettledError", "signature", "take"]

# Ours has 20 files and 0.7 MB; a folder that was named by mistake has a million.
_MOST_FILES: Final = 500
_MOST_BYTES: Final = 200_000_000

# Packages that a server shows side by side, to whoever came while each was the newest; each
# takes some 30 MB.
KEPT: Final = 3
# One more is got ready meanwhile: what is worked out once a package is kept for so many.
AT_ONCE: Final = KEPT + 1

Signature = tuple[object, ...]


class FolderError(Exception):
    """There is no such folder, it cannot be read, or it holds far more than a package."""


def signature(folder: Path) -> Signature:
    """What changes whenever a file of the folder is written, replaced, added or taken away.

    Reads names, sizes and times alone: tens of microseconds, so it can be asked often. A
    folder that is a link is followed, so that a package can be put in place by moving the link.

    Raises
    ------
    FolderError
    """
    real = _real(folder)
    try:
        told = []
        for path in _files(real):
            about = path.stat()
            name = path.relative_to(real).as_posix()
            told.append((name, about.st_size, about.st_mtime_ns, about.st_ino))
    except OSError as error:
        raise FolderError(error.strerror or str(error)) from error
    return (str(real), exchange.is_unfinished(real), *told)


def take(folder: Path, into: Path) -> Path:
    """Copy the package as it stands at one moment; while files are exchanged, as it was before.

    Parameters
    ----------
    folder : Path
        The operator's.
    into : Path
        An own folder, in which the copies lie side by side.

    Returns
    -------
    Path
        The copy, named after its content: the same files have the same copy.

    Raises
    ------
    UnsettledError
        If something was written meanwhile.
    FolderError
    OSError
        If the copy cannot be written.
    """
    before = signature(folder)
    real = _real(folder)
    sizes = {path.relative_to(real).as_posix(): path.stat().st_size for path in _files(real)}
    if sum(sizes.values()) > _MOST_BYTES:
        raise FolderError(f"more than {_MOST_BYTES // 1_000_000} MB")
    try:
        found = whole.read(real, sizes)
    except EditedError as error:
        raise FolderError(f"{error.name} was changed after an exchange was cut off") from error
    for name, problem in found.problems.items():
        raise FolderError(f"{name}: {problem.strerror}")
    if signature(folder) != before:
        raise UnsettledError(str(folder))
    return _written(found, into)


def _written(found: Mapping[str, bytes], into: Path) -> Path:
    digest = hashlib.sha256()
    for name, body in found.items():
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    copy = into / digest.hexdigest()[:16]
    if copy.is_dir():
        return copy
    made = into / f"{copy.name}.part"
    try:
        for name, body in found.items():
            place = made / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
        made.rename(copy)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return copy


def _real(folder: Path) -> Path:
    try:
        real = folder.resolve(strict=True)
    except OSError as error:
        raise FolderError(error.strerror or str(error)) from error
    if not real.is_dir():
        raise FolderError(os.strerror(20))
    return real


def _files(real: Path) -> Iterator[Path]:
    """Every file below that is not hidden, in a fixed order."""
    count = 0
    for base, folders, names in os.walk(real):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if name.startswith(".") or not path.is_file():
                continue
            count += 1
            if count > _MOST_FILES:
                raise FolderError(f"more than {_MOST_FILES} files")
            yield path
