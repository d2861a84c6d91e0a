"""The files of a package are exchanged all together or not at all, whatever happens midway."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ruhrmap.package import exchange

BEFORE = {"a.csv": b"1\n", "b.csv": b"2\n", "geo/c.json": b"{}"}
AFTER = {"a.csv": b"1\n1\n", "b.csv": b"2\n", "d.csv": b"new", "geo/c.json": b"{1}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, body in BEFORE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    """Every file in the folder, hidden ones and leftovers among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_only_what_differs_is_written(folder: Path) -> None:
    (folder / "a.csv").chmod(0o640)
    untouched = (folder / "b.csv").stat()
    assert exchange.exchange(folder, BEFORE, AFTER) == ["a.csv", "d.csv", "geo/c.json"]
    assert content(folder) == AFTER
    assert (folder / "b.csv").stat().st_ino == untouched.st_ino
    assert (folder / "a.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_failure_at_any_step_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    real, calls = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == step:
            raise OSError(errno.EIO, "broken")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="broken"):
        exchange.exchange(folder, BEFORE, AFTER)
    assert content(folder) == BEFORE


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.fsync, 0

    def full(file: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError(errno.ENOSPC, "full")
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        exchange.exchange(folder, BEFORE, AFTER)
    assert content(folder) == BEFORE


_KILLED = """
import os, sys
from pathlib import Path
from ruhrmap.package import exchange
real, calls = Path.replace, 0
def dying(self, target):
    global calls
    calls += 1
    if calls == 2:
        os._exit(9)
    return real(self, target)
Path.replace = dying
folder = Path(sys.argv[1])
before = {"a.csv": b"1\\n", "b.csv": b"2\\n", "geo/c.json": b"{}"}
exchange.exchange(folder, before, {**before, "a.csv": b"x", "b.csv": b"y"})
"""


def test_a_run_that_was_killed_midway_is_undone_by_the_next(folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False)
    assert killed.returncode == 9
    assert (folder / "a.csv").read_bytes() == b"x"  # it had begun
    assert exchange.recover(folder)
    assert content(folder) == BEFORE
    assert not exchange.recover(folder)


def test_a_folder_that_has_changed_since_is_left_alone(folder: Path) -> None:
    (folder / "b.csv").write_bytes(b"somebody else")
    with pytest.raises(exchange.ChangedError) as raised:
        exchange.exchange(folder, BEFORE, AFTER)
    assert raised.value.name == "b.csv"
    assert content(folder) == {**BEFORE, "b.csv": b"somebody else"}


def test_a_second_run_at_the_same_time_is_told(folder: Path) -> None:
    with exchange._locked(folder), pytest.raises(exchange.BusyError):
        exchange.exchange(folder, BEFORE, AFTER)
    assert content(folder) == BEFORE
    exchange.exchange(folder, BEFORE, AFTER)
    assert content(folder) == AFTER
