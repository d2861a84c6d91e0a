"""A data package as a zip: with or without a folder around it, and with what systems add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from ruhrmap import archives
from ruhrmap.messages import both
from ruhrmap.model import Text
from ruhrmap.package import FILES

README: Final = "README.md"
_JUNK: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
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
    known = {base + name for name in files}
    others = [n for n in found if n not in known and PurePosixPath(n).name not in _READ_ME]
    return files, tuple(others)


def _base(name: str) -> str | None:
    """The folder, with a slash behind, of a file that is named as one of a package."""
    for file in FILES:
        if name == file or name.endswith(f"/{file}"):
            return name.removesuffix(file)
    return None


def _is_junk(name: str) -> bool:
    path = PurePosixPath(name)
    return _JUNK_FOLDER in path.parts or path.name in _JUNK or path.name.startswith("._")
