"""The command line answers in German, with an exit code, and never with a stack trace."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ruhrmap import boundaries, catalog
from ruhrmap.boundaries.findings import Finding as BoundaryFinding
from ruhrmap.checks import Finding, Report
from ruhrmap.cli import check, entry, main
from ruhrmap.delivery import guarded, workbook
from ruhrmap.export import writing as file_writing
from ruhrmap.model import Text
from support.workbooks import book, grid, saved, with_cell

DATA = catalog.default_path()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the data package, to break."""
    return Path(shutil.copytree(DATA, tmp_path / "package"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} has no {old!r} to break"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def status_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["status", "--json", *arguments]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


class TestCheck:
    def test_our_own_data_pass_and_known_conflicts_are_notes(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check"]) == 0
        *findings, summary = capsys.readouterr().out.splitlines()
        assert findings
        assert all(": Hinweis: " in line for line in findings)
        assert summary.startswith("Keine Fehler")

    def test_every_finding_is_a_line_with_file_row_and_column(
        self, package: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replace(package / "memberships.csv", "2024-04-09", "31.02.2023")
        replace(package / "members.csv", "05913", "05999")
        assert main(["check", str(package)]) == 1
        out = capsys.readouterr().out
        assert re.search(r"^memberships\.csv, Zeile \d+, Spalte joined: .*31\.02\.2023", out, re.M)
        assert re.search(r"^members\.csv, Zeile \d+, Spalte ags: .*05999", out, re.M)
        assert re.search(r"^[2-9]\d* Fehler", out.splitlines()[-1])

    def test_json_says_the_same(self, package: Path, capsys: pytest.CaptureFixture[str]) -> None:
        replace(package / "memberships.csv", "2024-04-09", "Mai 2023")
        assert main(["check", str(package), "--json"]) == 1
        answer = json.loads(capsys.readouterr().out)
        assert answer["ok"] is False
        errors = [f for f in answer["findings"] if f["severity"] == "error"]
        assert {"code", "severity", "file", "row", "field", "message"} == set(errors[0])
        assert errors[0]["field"] == "joined"
        assert "Mai 2023" in errors[0]["message"]["de"]
        assert errors[0]["message"]["en"]

    def test_a_folder_that_is_not_there(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", str(tmp_path / "nowhere")]) == 1
        assert "datapackage.json" in capsys.readouterr().out

    def test_one_error_and_many_are_counted_in_words(self) -> None:
        note = Finding("x", "note", "members.csv", 2, None, Text("Gut zu wissen."))
        assert check.summary(Report(())) == "Keine Fehler, keine Hinweise."
        assert check.summary(Report((note,))) == "Keine Fehler, 1 Hinweis."


class TestCheckHandedOver:
    """A zip or workbook beside today's data, and the package to put in place."""

    @pytest.fixture(autouse=True)
    def within(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Read workbooks in the test's own process, as starting another one takes its time."""
        monkeypatch.setattr(guarded, "read", workbook.read)

    @pytest.fixture
    def changed(self, tmp_path: Path) -> Path:
        made, _ = with_cell("members", "stadt-hamm", "name", "Hamm (Westfalen)")
        log = [*grid("changes"), ["1.0.1", "2026-12-01", "Ein Name.", "A name."]]
        path = tmp_path / "daten.xlsx"
        path.write_bytes(saved(book(members=made, changes=log)))
        return path

    def test_the_difference_stands_between_findings_and_summary(
        self, changed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", str(changed)]) == 0
        out = capsys.readouterr().out.splitlines()
        assert "  Hamm heißt jetzt Hamm (Westfalen)." in out
        assert "      name: „Hamm (Westfalen)“ statt „Hamm“" in out
        assert "  Keine Zahl der Karte ändert sich." in out
        assert out[-1].startswith("Keine Fehler, ")
        assert main(["check", str(changed), "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["ok"]
        assert answer["difference"]["words"][0]["de"] == "Hamm heißt jetzt Hamm (Westfalen)."
        assert len(answer["places"]) == len(answer["findings"])

    @pytest.mark.parametrize("name", ["neu", "neu.zip"])
    def test_the_package_to_put_in_place_is_written_once(
        self, changed: Path, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        target = changed.parent / name
        assert main(["check", str(changed), "-o", str(target)]) == 0
        assert str(target) in capsys.readouterr().out.splitlines()[-1]
        assert main(["check", str(target)]) == 0
        assert "Hamm heißt jetzt" in capsys.readouterr().out
        before = {path: path.stat().st_mtime_ns for path in changed.parent.rglob("*")}
        assert main(["check", str(changed), "-o", str(target)]) == 2
        assert "gibt es schon" in capsys.readouterr().err
        assert {path: path.stat().st_mtime_ns for path in changed.parent.rglob("*")} == before

    def test_a_package_with_errors_is_not_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made, number = with_cell("members", "stadt-hamm", "kind", "Stadt")
        path = tmp_path / "daten.xlsx"
        path.write_bytes(saved(book(members=made)))
        assert main(["check", str(path), "-o", str(tmp_path / "neu")]) == 1
        told = capsys.readouterr()
        assert f"Blatt members, Zeile {number}, Spalte E (kind): " in told.out
        assert "Nicht geschrieben" in told.err
        assert [one.name for one in tmp_path.iterdir()] == ["daten.xlsx"]

    def test_a_full_disk_leaves_nothing_behind(
        self, changed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        poured: list[int] = []

        def full(file: Any, body: bytes) -> None:
            poured.append(file.write(body[:1]))
            if len(poured) == 3:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(file_writing, "pour", full)
        assert main(["check", str(changed), "-o", str(changed.parent / "neu")]) == 1
        assert capsys.readouterr().err
        assert [one.name for one in changed.parent.iterdir()] == ["daten.xlsx"]

    def test_our_own_data_are_compared_with_nothing(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", str(DATA)]) == 0
        assert "Unterschied" not in capsys.readouterr().out
        assert main(["check", "-o", "neu"]) == 2

    def test_what_cannot_be_read_is_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "members.csv"
        path.write_text("member_id\n", "utf-8")
        assert main(["check", str(path)]) == 1
        first, summary = capsys.readouterr().out.splitlines()
        assert "einzelne Tabelle" in first
        assert summary.startswith("1 Fehler")

    def test_the_workbook_to_edit(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["export", "workbook", "-o", str(tmp_path)]) == 0
        (path,) = tmp_path.iterdir()
        assert path.name == "ruhrmap-daten-bearbeiten-1.0.0.xlsx"
        capsys.readouterr()
        assert main(["check", str(path)]) == 0
        assert "sagt dasselbe wie die heutigen Daten" in capsys.readouterr().out
        assert main(["export", "workbook", "--date", "2024-04-10"]) == 2


class TestStatus:
    def test_the_founding(self, capsys: pytest.CaptureFixture[str]) -> None:
        counts = status_json(capsys, "--date", "2013-05-02")["counts"]
        assert (counts["kommunen"], counts["districts"], counts["municipalities"]) == (5, 4, 5)
        assert counts["population"] == 1_665_912
        assert round(counts["population_share"], 3) == 0.327

    def test_the_last_accession(self, capsys: pytest.CaptureFixture[str]) -> None:
        answer = status_json(capsys, "--date", "2024-04-09")
        counts = answer["counts"]
        assert (counts["kommunen"], counts["districts"], counts["municipalities"]) == (14, 14, 40)
        assert (counts["population"], counts["population_total"]) == (4_640_628, 5_093_721)
        assert round(counts["population_share"], 3) == 0.911
        assert round(counts["area_share"], 3) == 0.765
        assert list(counts["by_status"].values()) == [11, 9, 20, 0, 13]
        assert len(answer["statuses"]) == 53
        assert answer["statuses"]["05119000"] == "member"

    def test_districts(self, capsys: pytest.CaptureFixture[str]) -> None:
        answer = status_json(capsys, "--date", "2024-04-09", "--level", "district")
        assert answer["level"] == "district"
        assert len(answer["statuses"]) == 15
        assert answer["statuses"]["05170"] == "none"

    def test_opens_where_the_evidence_ends(self, capsys: pytest.CaptureFixture[str]) -> None:
        answer = status_json(capsys)
        assert (answer["date"], answer["level"]) == ("2024-04-10", "municipality")

    def test_a_person_reads_sentence_figures_and_places(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["status", "--date", "2024-04-09"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("Stichtag: 9. April 2024\n")
        for part in ("14 / 15", "40 / 53", "91,1", "76,5", "Zensus 2022", "05119000"):
            assert part in out
        assert re.search(r"^05170048  Wesel .*kein Beitritt bekannt", out, re.M)
        assert "nicht Mitglied" not in out

    @pytest.mark.parametrize(
        "value", ["31.02.2023", "2023-02-31", "20240409", "2024-W15-2", "", "heute", "٢٠٢٤-04-09"]
    )
    def test_what_is_no_date_is_named(self, value: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["status", "--date", value]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert f"„{value}“" in said.err

    @pytest.mark.parametrize("value", ["2012-12-31", "2026-11-22", "9999-12-31"])
    def test_a_day_outside_the_axis_is_refused(
        self, value: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["status", "--date", value]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "2013-01-01 bis 2026-11-21" in said

    def test_an_unknown_level_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["status", "--level", "kreis"]) == 2
        assert "municipality, district" in capsys.readouterr().err

    def test_broken_data_are_listed_instead(
        self, package: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (package / "memberships.csv").unlink()
        monkeypatch.setenv("RUHRMAP_DATA", str(package))
        assert main(["status"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "memberships.csv" in said.err


class TestBuildGeo:
    def test_without_a_source(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["build-geo"]) == 2
        assert "QUELLE" in capsys.readouterr().err

    def test_a_source_that_is_not_there(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["build-geo", str(tmp_path / "nowhere.gpkg")]) == 2
        assert "nowhere.gpkg" in capsys.readouterr().err

    def test_a_refused_source_gives_the_reasons(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(source: Path, out: Path | None) -> None:
            raise boundaries.BoundaryError(
                [
                    BoundaryFinding("a", Text("Erstens.", "")),
                    BoundaryFinding("b", Text("Zweitens.")),
                ]
            )

        monkeypatch.setattr(boundaries, "build_from_package", refuse)
        assert main(["build-geo", str(tmp_path)]) == 1
        said = capsys.readouterr().err.splitlines()
        assert said == ["Erstens.", "Zweitens.", "Es wurde nichts geschrieben."]

    def test_an_empty_folder_is_refused_and_nothing_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        source, out = tmp_path / "source", tmp_path / "out"
        source.mkdir()
        assert main(["build-geo", str(source), "--out", str(out)]) == 1
        assert capsys.readouterr().err.endswith("Es wurde nichts geschrieben.\n")
        assert not out.exists()


class TestServe:
    def test_hands_over_address_and_browser(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from ruhrmap import server

        served: list[dict[str, object]] = []
        monkeypatch.setattr(server, "serve", served.append)
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        assert main(["serve", "--host", "127.0.0.1", "--port", str(port), "--no-browser"]) == 0
        (options,) = served
        assert options["server.address"] == "127.0.0.1"
        assert options["browser.serverAddress"] == "127.0.0.1"
        assert options["server.port"] == port
        assert options["server.headless"] is True

    def test_a_taken_port_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            assert main(["serve", "--host", "127.0.0.1", "--port", str(port)]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert f"127.0.0.1:{port}" in said

    @pytest.mark.parametrize("value", ["0", "65536", "-1", "acht", "²"])
    def test_what_is_no_port_is_named(self, value: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["serve", f"--port={value}"]) == 2
        assert f"„{value}“" in capsys.readouterr().err


class TestEntry:
    def test_help_is_german(self, capsys: pytest.CaptureFixture[str]) -> None:
        for arguments in ([], *([name] for name in entry.COMMANDS)):
            with pytest.raises(SystemExit, match="0"):
                main([*arguments, "--help"])
            out = capsys.readouterr().out
            assert out.startswith("Aufruf: ruhrmap")
            for english in ("usage", "options", "positional", "show this", "message"):
                assert english not in out

    def test_no_command_shows_the_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 2
        assert "build-geo" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "named"),
        [
            (["pruefen"], "„pruefen“"),
            (["check", "--fix"], "„--fix“"),
            (["status", "2024-04-09"], "„2024-04-09“"),
            (["status", "--dat", "2024-04-09"], "„--dat“"),
            (["--version"], "„--version“"),
        ],
    )
    def test_what_is_unknown_is_named(
        self, arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(arguments) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert named in said

    def test_what_is_echoed_cannot_steer_the_terminal(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["status", "--date", "\x1b[2J\n2024"]) == 2
        said = capsys.readouterr().err
        assert "\x1b" not in said
        assert said.count("\n") == 1

    def test_an_option_without_its_value_is_one_german_line(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(["status", "--date"])
        assert capsys.readouterr().err.startswith("Diese Angaben ergeben keinen Befehl.")

    def test_ctrl_c_ends_quietly(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(check, "run", interrupted)
        assert main(["check"]) == 130
        assert capsys.readouterr() == ("", "")

    def test_a_file_that_cannot_be_read_is_one_line(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def forbidden(_: object) -> int:
            raise PermissionError(13, "Permission denied", "members.csv")

        monkeypatch.setattr(check, "run", forbidden)
        assert main(["check"]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "members.csv" in said

    def test_a_pipe_that_closes_ends_quietly(self) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        ended = subprocess.run(
            [sys.executable, "-m", "ruhrmap", "status"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writing)
        assert ended.returncode == 141
        assert ended.stderr == b""

    def test_a_terminal_that_knows_few_letters_gets_an_answer(self) -> None:
        ended = subprocess.run(
            [sys.executable, "-m", "ruhrmap", "status", "--date", "heute"],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 2
        assert b"Traceback" not in ended.stderr
        assert b"heute" in ended.stderr
