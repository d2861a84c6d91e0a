"""What lies in a folder while several of its files are exchanged: their old bytes, and a record.

As long as the journal has its name, the files *before* the exchange are the ones that count:
who reads meanwhile, or after the machine stopped midway, takes them from here. It gets its
name once it is whole and on the disk, and loses it once every new file has its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NAME: Final = ".ruhrmap-exchange"
OLD: Final = "old"
NEW: Final = "new"
RECORD: Final = "record.json"

Digests = Mapping[str, tuple[str | None, str]]  # before (None: no such file) and after, by name


class EditedError(Exception):
    """Somebody changed a file after an exchange was cut off; ``name`` is the first such file.

    Neither the file nor what the journal keeps may be thrown away: a person decides.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Journal:
    """An exchange that is under way, or was cut off."""

    folder: Path
    files: Digests

    def before(self, name: str) -> bytes | None:
        """A file as it was before the exchange; None if there was none.

        Raises
        ------
        OSError
            If it cannot be read.
        """
        if name in self.files and self.files[name][0] is None:
            return None
        if name in self.files:
            kept = content(self.folder / NAME / OLD / name)
            if kept is not None:
                return kept  # else it has been put back already
        return content(self.folder / name)

    def edited(self) -> str | None:
        """The first file that is neither what it was nor what it was to become."""
        for name, (before, after) in sorted(self.files.items()):
            now = content(self.folder / name)
            if (digest(now) if now is not None else None) not in (before, after):
                return name
        return None


def find(folder: Path) -> Journal | None:
    """The journal in a folder; None where nothing is being exchanged.

    Raises
    ------
    EditedError
        If it cannot be understood: nobody knows then what the files were.
    OSError
        If it cannot be read.
    """
    raw = content(folder / NAME / RECORD)
    if raw is None:
        return None
    try:
        files = {name: (before, after) for name, (before, after) in json.loads(raw).items()}
    except (ValueError, TypeError, AttributeError) as problem:
        raise EditedError(f"{NAME}/{RECORD}") from problem
    return Journal(folder, files)


def digests(before: Mapping[str, bytes | None], after: Mapping[str, bytes]) -> Digests:
    """What an exchange makes of each file, told by what it was and what it becomes."""
    return {
        name: (None if (old := before[name]) is None else digest(old), digest(body))
        for name, body in after.items()
    }


def record(files: Digests) -> bytes:
    """The record of an exchange, as :func:`find` reads it.

    Examples
    --------
    >>> record({"a.csv": (None, "ab12")})
    b'{"a.csv": [null, "ab12"]}'
    """
    return json.dumps(files).encode()


def digest(body: bytes) -> str:
    """What tells two files apart."""
    return hashlib.sha256(body).hexdigest()


def content(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none of that name.

    Raises
    ------
    OSError
        If it is there and cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
