"""The files of a folder as they belong together, whatever is being written into it.

Who reads twenty files while another program puts new ones in their place may hold some of
each. Here the files are read again until nothing changed meanwhile, and while an exchange is
unfinished (:mod:`ruhrmap.package.journal`) the old files are taken, never a mixture. Nothing
is written: the folder may be read-only, or another user's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from ruhrmap.package import journal
from ruhrmap.package.journal import EditedError, Journal

__all__ = ["EditedError", "Seen", "UnsettledError", "as_before", "read"]

# An exchange takes some 50 ms, and who begins to read within it reads the old files at once:
# this often is only tried where somebody writes without pause.
_TRIES: Final = 20


class UnsettledError(Exception):
    """Files were changed each time that they were read, or the journal cannot be read."""


class Seen(Mapping[str, bytes]):
    """Files by their names, and for those that could not be read the reason."""

    def __init__(self, found: Mapping[str, bytes], problems: Mapping[str, OSError]) -> None:
        self._found, self.problems = found, problems

    def __getitem__(self, name: str) -> bytes:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def read(folder: Path, names: Iterable[str]) -> Seen:
    """Those of the files that are there, as they stood at one moment.

    Parameters
    ----------
    folder : Path
    names : iterable of str
        Relative to the folder, with ``/`` between folders.

    Raises
    ------
    EditedError
        If an exchange was cut off and somebody has changed one of its files since.
    UnsettledError
        If they do not come to rest.
    """
    wanted = tuple(names)
    refused: OSError | None = None
    for _ in range(_TRIES):
        marks = _marks(folder, wanted)
        found: dict[str, bytes] = {}
        problems: dict[str, OSError] = {}
        edited: EditedError | None = None
        try:
            unfinished = _journals(folder, wanted)
            for name in wanted:
                _read_one(folder, name, unfinished, found, problems)
        except EditedError as problem:
            edited = problem
        except OSError as problem:  # the journal itself, so nobody knows which files count
            refused = problem
            continue
        if _marks(folder, wanted) == marks:
            if edited is not None:
                raise edited
            return Seen(found, problems)
    raise UnsettledError(str(folder)) from refused


def as_before(folder: Path, name: str) -> bytes | None:
    """One file as it was before an exchange that is unfinished; else as it is.

    For who reads several and looks itself whether anything has changed meanwhile.

    Raises
    ------
    EditedError
        As :func:`read`.
    OSError
        If it is there and cannot be read.
    """
    return _before(folder, name, _journals(folder, (name,)))


def _read_one(
    folder: Path,
    name: str,
    unfinished: Mapping[Path, Journal],
    found: dict[str, bytes],
    problems: dict[str, OSError],
) -> None:
    try:
        body = _before(folder, name, unfinished)
    except OSError as problem:
        problems[name] = problem
    else:
        if body is not None:
            found[name] = body


def _before(folder: Path, name: str, unfinished: Mapping[Path, Journal]) -> bytes | None:
    for place, inner in _places(folder, name):
        kept = unfinished.get(place)
        if kept is not None and inner in kept.files:
            return kept.before(inner)
    return journal.content(folder / name)


def _journals(folder: Path, names: Iterable[str]) -> Mapping[Path, Journal]:
    """The unfinished exchanges in the folder and the folders in it."""
    found = {}
    for place in sorted({place for name in names for place, _ in _places(folder, name)}):
        kept = journal.find(place)
        if kept is not None:
            if (name := kept.edited()) is not None:
                raise EditedError(name)
            found[place] = kept
    return found


def _places(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    """The folders whose journal may hold a file, and its name in each.

    The boundaries lie in a folder of their own, which may be a link to another place.
    """
    yield folder, name
    path = PurePosixPath(name)
    if len(path.parts) > 1:
        yield folder / path.parent, path.name


def _marks(folder: Path, names: Iterable[str]) -> tuple[object, ...]:
    """What changes whenever one of the files is written or replaced, or an exchange begins."""
    paths = [folder / name for name in names]
    paths += sorted({path.parent / journal.NAME for path in paths} | {folder / journal.NAME})
    return tuple(map(_mark, paths))


def _mark(path: Path) -> tuple[int, ...] | None:
    try:
        about = path.stat()
    except OSError:  # what cannot be looked at is told when it is read
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
