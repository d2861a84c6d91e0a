"""A file is written whole or not at all.

The bytes go into a temporary file in the same folder, onto the disk, and only then take the
name that was asked for. Whatever happens before (a full disk, Ctrl-C), the temporary file is
taken away and a file that had the name stays as it was. What a process that was killed has
left is taken away by the next one that writes into the folder.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final, cast

from ruhrmap import disk


class Problem(StrEnum):
    """Why a file could not be written."""

    NO_FOLDER = "no_folder"
    NOT_A_FOLDER = "not_a_folder"
    IS_A_FOLDER = "is_a_folder"
    FORBIDDEN = "forbidden"
    READ_ONLY = "read_only"
    FULL = "full"
    TOO_LARGE = "too_large"
    BAD_NAME = "bad_name"
    OTHER = "other"


class NotWrittenError(Exception):
    """Nothing was written.

    Attributes
    ----------
    problem : Problem
    path : Path
        What the problem is about: the file, or its folder.
    reason : str
        The operating system's words.
    """

    def __init__(self, problem: Problem, path: Path, reason: str = "") -> None:
        super().__init__(f"{path}: {problem.value} {reason}".rstrip())
        self.problem, self.path, self.reason = problem, path, reason


_PROBLEMS: Final[Mapping[int, Problem]] = MappingProxyType(
    {
        errno.EISDIR: Problem.IS_A_FOLDER,
        errno.EACCES: Problem.FORBIDDEN,
        errno.EPERM: Problem.FORBIDDEN,
        # what /proc and the like answer, whose folder is there and takes no file
        errno.ENOENT: Problem.FORBIDDEN,
        errno.EROFS: Problem.READ_ONLY,
        errno.ENOSPC: Problem.FULL,
        errno.EDQUOT: Problem.FULL,
        errno.EFBIG: Problem.TOO_LARGE,
        errno.ENAMETOOLONG: Problem.BAD_NAME,
        errno.EINVAL: Problem.BAD_NAME,  # a letter that the file system does not take
    }
)
_TEMPORARY: Final = ".ruhrmap-{}.part"
_OF_FOLDER: Final = frozenset({Problem.FORBIDDEN, Problem.READ_ONLY, Problem.FULL})


def write(path: Path, body: bytes) -> None:
    """Write a file, whole or not at all.

    A link keeps leading to its file, a file that was there keeps its permissions, and a
    device or a pipe is written to as it is.

    Raises
    ------
    NotWrittenError
        If it cannot be written; everything is then as it was before.
    """
    with _told(path):
        target = _resolved(path)
        _look_at_folder(target)
        if _is_device(target):
            with target.open("wb", buffering=0) as device:
                pour(device, body)
            return
        _replace(target, body)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with all of its files, or none.

    Parameters
    ----------
    path : Path
        The folder, which is not there yet, or is empty.
    files : mapping
        Relative names with ``/`` between folders.

    Raises
    ------
    NotWrittenError
        If it cannot be written, or there is something already.
    """
    with _told(path):
        target = _resolved(path)
        _look_above(target)
        _sweep(target.parent)
        temporary = _beside(target)
        try:
            temporary.mkdir()
            with _held(temporary):
                for name, body in files.items():
                    place = temporary / name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    with place.open("xb", buffering=0) as file:
                        pour(file, body)
                        os.fsync(file.fileno())
                for place in (*temporary.rglob("*"), temporary):
                    if place.is_dir():
                        disk.sync(place)
                # An empty folder gives way; anything else in it is refused by the system.
                if target.is_dir() and os.name != "posix":  # where it gives way by itself
                    target.rmdir()
                temporary.rename(target)
        except BaseException:  # Ctrl-C as well
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        _keep_name(target.parent)


def check(path: Path) -> None:
    """See early, before long work, whether a file could be written there.

    Raises
    ------
    NotWrittenError
        As :func:`write`; a disk that is nearly full shows only later.
    """
    with _told(path):
        target = _resolved(path)
        _look_at_folder(target)
        if not _is_device(target):
            _sweep(target.parent)
            trial = _beside(target)
            try:
                with _new_file(trial):
                    pass
            finally:
                trial.unlink(missing_ok=True)


def _replace(target: Path, body: bytes) -> None:
    _sweep(target.parent)
    temporary = _beside(target)
    try:
        with _new_file(temporary) as file:
            pour(file, body)
            # a disk may say only here that it is full
            os.fsync(file.fileno())
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
    except BaseException:  # Ctrl-C as well
        temporary.unlink(missing_ok=True)
        raise
    _keep_name(target.parent)


def pour(file: BinaryIO, body: bytes) -> None:
    """All of it: a file without a buffer may take less than it is given."""
    rest = memoryview(body)
    while rest:
        rest = rest[file.write(rest) :]


def problem_of(error: OSError, path: Path) -> NotWrittenError:
    """What the operating system has refused, as a problem with a name."""
    problem = _PROBLEMS.get(error.errno or 0, Problem.OTHER)
    about = _resolved(path).parent if problem in _OF_FOLDER else path
    return NotWrittenError(problem, about, error.strerror or str(error))


def _keep_name(folder: Path) -> None:
    """Bring the new name onto the disk too, where the system can do so.

    The file has its name and is whole: whatever is refused here, it would be wrong to say
    that it was not written.
    """
    with suppress(OSError):
        disk.sync(folder)


def _resolved(path: Path) -> Path:
    # unlike Path.resolve() it takes links that lead in a circle
    return Path(os.path.realpath(path))


def _beside(target: Path) -> Path:
    """A name of this process alone in the same folder, hidden from who lists it."""
    return target.with_name(_TEMPORARY.format(os.getpid()))


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A temporary file that says as long as it is open that somebody is at it."""
    while True:
        with path.open("xb", buffering=0) as file:
            _hold(file.fileno())
            if not path.exists():  # swept away before it could say so
                continue
            yield cast("BinaryIO", file)
            return


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The same for a temporary folder, which is swept only while it is empty."""
    if os.name != "posix":
        yield
        return
    with disk.opened(folder) as number:
        _hold(number)
        yield


def _hold(number: int) -> bool:
    """Lock a file until its process ends; whether it is ours now.

    Where the system or the file system has no locks it never is, and nothing is swept.
    """
    with suppress(OSError):
        return os.name == "posix" and disk.lock(number)
    return False


def _sweep(folder: Path) -> None:
    """Take away what processes have left that were killed while they wrote."""
    for path in sorted(folder.glob(_TEMPORARY.format("*"))):
        # What is gone meanwhile, or not ours to open or to take away, stays: whether this
        # folder can be written to is told by the file.
        with suppress(OSError), disk.opened(path) as number:
            if not _hold(number):
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _is_device(target: Path) -> bool:
    return target.exists() and not target.is_file()


def _look_at_folder(target: Path) -> None:
    if target.is_dir():
        raise NotWrittenError(Problem.IS_A_FOLDER, target)
    _look_above(target)


def _look_above(target: Path) -> None:
    for folder in reversed(target.parents):
        if not folder.exists():
            raise NotWrittenError(Problem.NO_FOLDER, target.parent)
        if not folder.is_dir():
            raise NotWrittenError(Problem.NOT_A_FOLDER, folder)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise problem_of(error, path) from error
