"""``ruhrmap press read -o`` and ``press add``: from a file to the data, whole or not at all."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from ruhrmap import catalog, checks, coverage
from ruhrmap.cli import main, press_add
from ruhrmap.package import exchange
from support import files, packages

RELEASE = (
    "Kreis Wesel ist neuer Partner von RuhrFutur",
    "Wesel, 2. September 2026. Der Kreis Wesel hat gestern die Kooperationsvereinbarung der "
    "Bildungsinitiative RuhrFutur unterzeichnet.",
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that the commands work on."""
    folder = packages.copied(tmp_path / "data")
    monkeypatch.setenv("RUHRMAP_DATA", str(folder))
    return folder


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A proposal, read from a Word document and corrected in an editor."""
    folder = tmp_path_factory.mktemp("proposal")
    release, target = folder / "pm.docx", folder / "vorschlag.toml"
    release.write_bytes(files.word(RELEASE[0], RELEASE[1:]))
    assert main(["press", "read", str(release), "-o", str(target)]) == 0
    lines = [
        'publisher = "Kreis Wesel"' if line.startswith("publisher") else line
        for line in target.read_text("utf-8").splitlines()
    ]
    # the numbers in the table of the made-up release are none to keep
    return "\n".join(lines).split("\n# Zahlen")[0]


@pytest.fixture
def proposal(corrected: str, tmp_path: Path) -> Path:
    """The proposal as a file of its own."""
    target = tmp_path / "vorschlag.toml"
    target.write_text(corrected, "utf-8")
    return target


def add(proposal: Path, *more: str) -> int:
    return main(["press", "add", str(proposal), "--today", "2026-12-01", *more])


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_from_a_file_to_the_map(
    data: Path, proposal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(data)
    assert add(proposal, "--dry-run") == 0
    assert content(data) == before
    assert "14 → 15" in capsys.readouterr().out
    assert add(proposal) == 0
    assert not checks.run(data).errors
    told = catalog.load(data)
    assert (told.version, told.data_date) == ("1.1.0", date(2026, 12, 1))
    assert coverage.status_on(told, "05170", date(2026, 8, 31)).status == "none"
    assert coverage.status_on(told, "05170", date(2026, 9, 1)).status == "member"
    assert not [path for path in data.iterdir() if path.name.startswith(".")]


def test_twice_is_told_and_changes_nothing(
    data: Path, proposal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(proposal) == 0
    before = content(data)
    capsys.readouterr()
    assert add(proposal) == 1
    said = capsys.readouterr()
    assert "steht schon in den Daten: P116" in said.err
    assert "Version 1.0.0" in said.out  # made with older data
    assert content(data) == before


def test_the_proposal_as_json_is_taken_as_well(data: Path, tmp_path: Path) -> None:
    release, target = tmp_path / "pm.txt", tmp_path / "v.json"
    release.write_text("\n\n".join(RELEASE), "utf-8")
    assert main(["press", "read", str(release), "-o", str(target)]) == 0
    text = target.read_text("utf-8")
    target.write_text(text.replace('"publisher": ""', '"publisher": "Kreis Wesel"'), "utf-8")
    assert add(target) == 0
    assert catalog.load(data).version == "1.1.0"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["press", "read", "a.txt", "-o", "v.docx"], ".toml oder .json"),
        (["press", "read", "a.txt", "b.txt", "-o", "v.toml"], "genau eine Datei"),
    ],
)
def test_a_wrong_name_for_the_proposal_is_told(
    command: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert told in capsys.readouterr().err


def test_a_failure_midway_leaves_the_data_as_they_were(
    data: Path, proposal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(data)
    real, calls = os.fsync, 0

    def full(file: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    assert add(proposal) == 1
    assert "No space left" in capsys.readouterr().err
    assert content(data) == before


def test_another_run_and_a_change_meanwhile_are_told(
    data: Path, proposal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with exchange._locked(data):
        assert add(proposal) == 1
    assert "anderer Lauf" in capsys.readouterr().err
    real = press_add.lines

    def slow(made: object) -> list[str]:
        with (data / "members.csv").open("a") as file:
            file.write("\n")
        return real(made)  # type: ignore[arg-type]

    monkeypatch.setattr(press_add, "lines", slow)
    assert add(proposal) == 1
    assert "members.csv wurde während" in capsys.readouterr().err
    assert catalog.load(data).version == "1.0.0"


def test_a_package_with_errors_and_a_missing_folder_are_left_alone(
    data: Path, proposal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = packages.broken(tmp_path / "broken")
    before = content(broken)
    assert add(proposal, "--data", str(broken)) == 1
    assert "hat Fehler" in capsys.readouterr().err
    assert content(broken) == before
    assert add(proposal, "--data", str(tmp_path / "none")) == 1
    assert "Diesen Ordner gibt es nicht" in capsys.readouterr().err


def test_a_proposal_with_a_slip_is_told_by_name(
    data: Path, proposal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = proposal.read_text("utf-8").replace('"2026-09-02"', '"2.9.2026"')
    proposal.write_text(text, "utf-8")
    assert add(proposal) == 1
    assert "vorschlag.toml: released" in capsys.readouterr().err
