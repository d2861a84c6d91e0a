"""A data package as a zip: with or without a folder around it, and with what systems add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from ruhrmap import archives, wording
from ruhrmap.messages import both
from ruhrmap.model import Text
from ruhrmap.package import FILES

README: Final = "README.md"
_JUNK: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
# Our largest table has 60 kB and 325 rows, the boundaries of a level 0.15 MB.
_MOST_BYTES: Final = 8_000_000
_MOST_LINES: Final = 40_000  # a line may end with two characters
_JUNK_FOLDER: Final = "__MACOSX"
_READ_ME: Final = frozenset({README, "LIESMICH.txt", "READ_ME.txt", "README.txt"})


class NoPackageError(Exception):
    """The zip holds no data package, or two; ``message`` says what was looked for."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def contents(body: bytes) -> Mapping[str, bytes]:
    """What a zip holds besides what file managers put into it.

    Raises
    ------
    ArchiveError
        If it is damaged, encrypted, too large, or its names lead out of it.
    """
    return {name: part for name, part in archives.read(body).items() if not _is_junk(name)}


def package_files(found: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the package by their names in it, and the names of what is none of it.

    Raises
    ------
    NoPackageError
        If no file is named as one of a package, or those that are lie in several folders.
    """
    bases = Counter(base for name in found if (base := _base(name)) is not None)
    if not bases:
        raise NoPackageError(both("delivery.zip_no_package"))
    if len(bases) > 1:
        folders = ", ".join(sorted(base or "/" for base in bases)[:3])
        raise NoPackageError(both("delivery.zip_two_packages", folders=folders))
    (base,) = bases
    inside = {
        name.removeprefix(base): part for name, part in found.items() if name.startswith(base)
    }
    files = {name: inside[name] for name in (*FILES, README) if name in inside}
    for name, part in files.items():
        _look_at_size(name, part)
    known = {base + name for name in files}
    others = [n for n in found if n not in known and PurePosixPath(n).name not in _READ_ME]
    return files, tuple(others)


def _look_at_size(name: str, part: bytes) -> None:
    """Refuse what no package has: each row and each position takes many times its bytes."""
    if len(part) > _MOST_BYTES:
        raise NoPackageError(both("delivery.zip_large", file=name, most=_MOST_BYTES // 1_000_000))
    if name.endswith(".csv") and part.count(b"\n") + part.count(b"\r") > _MOST_LINES:
        most = wording.figure(_MOST_LINES // 2)
        raise NoPackageError(both("delivery.zip_long", file=name, most=most))


def _base(name: str) -> str | None:
    """The folder, with a slash behind, of a file that is named as one of a package."""
    for file in FILES:
        if name == file or name.endswith(f"/{file}"):
            return name.removesuffix(file)
    return None


def _is_junk(name: str) -> bool:
    path = PurePosixPath(name)
    return _JUNK_FOLDER in path.parts or path.name in _JUNK or path.name.startswith("._")
