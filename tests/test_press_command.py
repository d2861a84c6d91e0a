"""``ruhrmap press read``: what people and programs get, and one line for what cannot be read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ruhrmap.cli import main

TEXT = """Kreis Wesel verstärkt RuhrFutur

Wesel, 6. Mai 2025 – Der Kreis Wesel tritt der Bildungsinitiative RuhrFutur bei. Landrat und
Geschäftsführung unterzeichneten die Vereinbarung am Montag in Moers.
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "wesel.txt"
    path.write_text(TEXT, "utf-8-sig")  # as Windows writes it
    return path


def test_a_program_gets_one_object_with_the_keys_it_knows(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["press", "read", str(release), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["released"] == "2025-05-06"
    assert told["signed"] == "2025-05-05"  # the Monday before
    assert told["kind"] == "accession"
    assert told["members"] == ["05170"]  # no member so far: by its key
    assert told["title"] == "Kreis Wesel verstärkt RuhrFutur"
    assert told["publisher"] == ""
    assert told["totals"] == []
    assert {one.get("ags", one.get("member")) for one in told["mentions"]} == {
        "05170",
        "05170048",
        "05170024",
    }
    for one in told["mentions"]:
        end = one["start"] + len(one["text"])
        assert TEXT[one["start"] : end] == one["text"]
    assert "reading_new_member" in {one["code"] for one in told["findings"]}


def test_several_files_are_a_list(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["press", "read", str(release), str(release), "--json"]) == 0
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)] == ["accession"] * 2


def test_a_person_gets_dates_and_places_with_their_lines(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["press", "read", str(release)]) == 0
    told = capsys.readouterr().out
    assert "6. Mai 2025, Zeile 3: „6. Mai 2025“" in told
    assert "5. Mai 2025, Zeile 4: „am Montag“" in told
    assert "Beitritt" in told
    assert "Moers" in told


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["press", "read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["members"] == ["05170"]


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["press", "read", str(tmp_path / "nicht-da.txt")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "nicht-da.txt" in told.err


def test_what_can_be_read_is_told_beside_what_cannot(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "leer.txt"
    empty.write_bytes(b"")
    assert main(["press", "read", str(empty), str(release), "--json"]) == 1
    told = capsys.readouterr()
    assert [one["members"] for one in json.loads(told.out)] == [["05170"]]
    assert "leer.txt" in told.err


@pytest.mark.parametrize("given", [["press"], ["press", "read"], ["press", "lesen"]])
def test_what_makes_no_sense_is_a_usage_error(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(given)
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_pages_do_not_wait_for_the_readers_searches() -> None:
    code = "import sys, ruhrmap.press; print('ruhrmap.press.reading.reader' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
