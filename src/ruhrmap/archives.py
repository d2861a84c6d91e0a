"""Zip files of other people, read within bounds: packages, workbooks, text documents.

A zip of a few kilobytes can hold petabytes, names that lead out of any folder, and links.
What is declared in it is not believed: bytes are counted while they are unpacked.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from ruhrmap import wording
from ruhrmap.messages import both
from ruhrmap.model import Text

_CHUNK: Final = 64 * 1024
_MEGA: Final = 1_000_000
_ENCRYPTED: Final = 0x1
_KNOWN: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile raises for bytes that are no zip, or no sound one. OverflowError, ValueError and
# UnicodeDecodeError: numbers and names of its directory that make no sense.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a zip may hold: members, and bytes once unpacked."""

    members: int = 1_000
    total: int = 64 * _MEGA


class ArchiveError(Exception):
    """A zip cannot be read, or must not be; ``message`` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def read(body: bytes, bounds: Bounds = Bounds()) -> Mapping[str, bytes]:
    """The files of a zip by their names, which are relative and in order.

    Raises
    ------
    ArchiveError
        If it is no zip, is damaged or encrypted, holds more than ``bounds``, a link, or a
        name that leads out of its folder.

    Examples
    --------
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as made:
    ...     made.writestr("data/members.csv", "a,b")
    >>> dict(read(packed.getvalue()))
    {'data/members.csv': b'a,b'}
    """
    files: dict[str, list[bytes]] = {}
    for name, chunk in _unpacked(body, bounds):
        files.setdefault(name, []).append(chunk)
    return {name: b"".join(chunks) for name, chunks in files.items()}


def check(body: bytes, bounds: Bounds = Bounds()) -> tuple[str, ...]:
    """The names in a zip that may be handed to a library: as :func:`read`, keeping nothing.

    Raises
    ------
    ArchiveError
        As :func:`read`.
    """
    return tuple(dict.fromkeys(name for name, _ in _unpacked(body, bounds)))


def _unpacked(body: bytes, bounds: Bounds) -> Iterator[tuple[str, bytes]]:
    """Each file piece by piece; of an empty one an empty piece."""
    left = bounds.total
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as opened:
            for one in _checked(opened.infolist(), bounds):
                with opened.open(one) as file:
                    yield one.filename, b""
                    while chunk := file.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise _too_large(bounds)
                        yield one.filename, chunk
    except _DAMAGED as error:
        raise ArchiveError(both("archive.damaged")) from error


def _checked(listed: list[zipfile.ZipInfo], bounds: Bounds) -> list[zipfile.ZipInfo]:
    """The files that may be opened, or the reason why none may."""
    if len(listed) > bounds.members:
        raise ArchiveError(both("archive.many", most=wording.figure(bounds.members)))
    if sum(one.file_size for one in listed) > bounds.total:
        raise _too_large(bounds)  # it says so itself: not a byte need be unpacked
    # Python's own is_dir falls over a name of no letters
    files = [one for one in listed if not one.filename.endswith("/")]
    seen: set[str] = set()
    for one in files:
        name = one.filename
        if one.flag_bits & _ENCRYPTED:
            raise ArchiveError(both("archive.encrypted"))
        if one.compress_type not in _KNOWN:
            raise ArchiveError(both("archive.method", name=_printable(name)))
        if stat.S_ISLNK(one.external_attr >> 16):
            raise ArchiveError(both("archive.link", name=_printable(name)))
        if not name:
            raise ArchiveError(both("archive.damaged"))
        if _leads_out(name):
            raise ArchiveError(both("archive.name", name=_printable(name)))
        if name in seen:
            raise ArchiveError(both("archive.double", name=_printable(name)))
        seen.add(name)
    return files


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


def _too_large(bounds: Bounds) -> ArchiveError:
    return ArchiveError(both("archive.large", most=wording.figure(bounds.total // _MEGA)))


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:80]
