"""Copies of a data package: of one moment, whole, the same for the same files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from ruhrmap import snapshots
from ruhrmap.package import exchange, whole
from ruhrmap.snapshots import FolderError, UnsettledError
from support import packages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return packages.copied(tmp_path / "data")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    made = tmp_path / "copies"
    made.mkdir()
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_copy_holds_every_file(folder: Path, into: Path) -> None:
    assert contents(snapshots.take(folder, into)) == contents(folder)


def test_the_same_files_have_the_same_copy(folder: Path, into: Path) -> None:
    first = snapshots.take(folder, into)
    for path in folder.rglob("*.csv"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert snapshots.take(folder, into) == first
    (folder / "README.md").write_text("Other words.", "utf-8")
    assert snapshots.take(folder, into) != first


def test_hidden_files_are_none_of_the_package(folder: Path, into: Path) -> None:
    (folder / ".members.csv.swp").write_bytes(b"what an editor keeps")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_bytes(b"")
    assert not [name for name in contents(snapshots.take(folder, into)) if name.startswith(".")]


def test_a_signature_changes_with_every_kind_of_change(folder: Path, tmp_path: Path) -> None:
    seen = {snapshots.signature(folder)}

    def changed() -> bool:
        now = snapshots.signature(folder)
        is_new = now not in seen
        seen.add(now)
        return is_new

    assert not changed()
    members = folder / "members.csv"
    os.utime(members, ns=(1, 1))
    assert changed(), "written again with the same content"
    other = tmp_path / "members.csv"
    shutil.copy2(members, other)
    other.replace(members)
    assert changed(), "replaced by a file of the same size and time"
    (folder / "more.csv").touch()
    assert changed(), "a file was added"
    (folder / "more.csv").unlink()
    members.unlink()
    assert changed(), "a file was taken away"


def test_a_moved_link_is_a_change(folder: Path, tmp_path: Path, into: Path) -> None:
    other = packages.copied(tmp_path / "other")
    (other / "README.md").write_text("Other words.", "utf-8")
    link = tmp_path / "current"
    link.symlink_to(folder)
    before, first = snapshots.signature(link), snapshots.take(link, into)
    new = tmp_path / "new"
    new.symlink_to(other)
    new.replace(link)
    assert snapshots.signature(link) != before
    assert contents(snapshots.take(link, into)) == contents(other)
    assert contents(first) == contents(folder)


def test_while_files_are_exchanged_the_old_ones_are_copied(
    folder: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    copies = []
    replace = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        copies.append(snapshots.take(folder, into))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", replaced)
    new = {"members.csv": b"new", "sources.csv": b"new as well"}
    exchange.exchange(folder, {name: before[name] for name in new}, new)
    monkeypatch.undo()
    assert len(copies) == 2
    for copy in copies:
        assert contents(copy) == before
    assert contents(snapshots.take(folder, into)) == {**before, **new}


def test_what_is_written_to_meanwhile_is_not_copied(
    folder: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = whole.read

    def read_while_somebody_writes(*asked: Any) -> whole.Seen:
        seen = read(*asked)
        with (folder / "changes.csv").open("a") as file:
            file.write("\n")
        return seen

    monkeypatch.setattr(whole, "read", read_while_somebody_writes)
    with pytest.raises(UnsettledError):
        snapshots.take(folder, into)
    assert list(into.iterdir()) == []


def test_no_folder_and_a_file_are_told(tmp_path: Path, into: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(FolderError):
            snapshots.signature(path)
        with pytest.raises(FolderError):
            snapshots.take(path, into)


def test_a_folder_that_is_far_too_large_is_refused(
    folder: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_MOST_BYTES", 1000)
    with pytest.raises(FolderError, match="more than"):
        snapshots.take(folder, into)
    monkeypatch.setattr(snapshots, "_MOST_FILES", 3)
    with pytest.raises(FolderError, match="more than 3 files"):
        snapshots.signature(folder)
