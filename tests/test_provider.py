"""The operator's file: what is read from it, what is found wrong with it, what is missing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import cli, provider
from ruhrmap.messages import LANGUAGES, message
from ruhrmap.provider import Contact, Logged, Logs, Privacy, Provider, keys
from support.operators import WHOLE, written


def codes(file: Path) -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in provider.check(file)]


def test_a_whole_file_has_no_findings_and_is_read_with_its_types(tmp_path: Path) -> None:
    file = written(tmp_path)
    told, findings = provider.read(file)
    assert findings == ()
    assert provider.check(file) == ()
    assert told.operator.address == ("Musterstraße 1", "45127 Essen")
    assert told.operator.natural_person is False
    assert told.logs == Logs(written=True, fields=(Logged.IP_ADDRESS, Logged.TIME), days=7)
    assert told.contact.form == ""


def test_the_example_names_every_key_and_has_no_values() -> None:
    example = provider.example()
    told, findings = provider.read(example)
    assert findings == ()
    assert told == Provider(), "an example that says something would be shown to readers"
    text = example.read_text("utf-8")
    for key in keys():
        assert f"{key.partition('.')[2]} = " in text, key
    assert [code for code, _ in codes(example)] == ["provider_missing"] * len(Provider().missing())


@pytest.mark.parametrize("key", keys())
def test_every_key_has_a_name_for_people(key: str) -> None:
    for language in LANGUAGES:
        assert message(language, f"provider.{key}")


@pytest.mark.parametrize("key", Provider().missing())
def test_each_required_entry_is_missed(tmp_path: Path, key: str) -> None:
    section, _, name = key.partition(".")
    left = {**WHOLE, section: {k: v for k, v in WHOLE[section].items() if k != name}}
    assert codes(written(tmp_path, left)) == [("provider_missing", key)]


def test_what_is_required_depends_on_what_is_said() -> None:
    none = Provider()
    person = replace(none, operator=replace(none.operator, natural_person=True))
    company = replace(none, operator=replace(none.operator, natural_person=False))
    assert "operator.represented_by" not in person.missing()
    assert "operator.represented_by" in company.missing()
    assert "contact.phone" not in replace(none, contact=Contact(form="https://a.example")).missing()
    officer = replace(none, privacy=Privacy(has_officer=True)).missing("privacy")
    nobody = replace(none, privacy=Privacy(has_officer=False)).missing("privacy")
    assert set(officer) - set(nobody) == {"privacy.officer_email"}
    assert replace(none, logs=Logs(written=True)).missing("logs") == ("logs.fields", "logs.days")
    assert replace(none, logs=Logs(written=False)).missing("logs") == ()
    assert replace(none, logs=Logs(True, (Logged.TIME,), 0)).missing("logs") == ()


BAD: list[tuple[str, Any, str]] = [
    ("operator.name", 3, "provider_text"),
    ("operator.name", "a\nb", "provider_text"),
    ("operator.name", "x" * 301, "provider_text"),
    ("operator.name", "   ", "provider_text"),
    ("operator.name", "a\u202eb", "provider_text"),
    ("operator.address", "Musterstraße 1", "provider_lines"),
    ("operator.address", ["a", 1], "provider_lines"),
    ("operator.address", ["a"] * 13, "provider_lines"),
    ("operator.natural_person", "nein", "provider_flag"),
    ("operator.natural_person", 0, "provider_flag"),
    ("contact.email", "info.beispiel.de", "provider_mail"),
    ("contact.email", "info@beispiel", "provider_mail"),
    ("contact.email", "a@b.de?bcc=c@d.de", "provider_mail"),
    ("contact.email", "Info <a@b.de>", "provider_mail"),
    ("contact.phone", "anrufen", "provider_phone"),
    ("contact.phone", 49201123456, "provider_phone"),
    ("contact.form", "javascript:alert(1)", "provider_url"),
    ("contact.form", "//beispiel.de", "provider_url"),
    ("contact.form", "http://[", "provider_url"),
    ("privacy.authority_url", "https://", "provider_url"),
    ("logs.fields", ["ip"], "provider_logged"),
    ("logs.days", -1, "provider_days"),
    ("logs.days", True, "provider_days"),
    ("logs.days", 1.5, "provider_days"),
    ("operator.nmae", "x", "provider_unknown"),
    ("operator.name", {"de": "x"}, "provider_text"),
]


@pytest.mark.parametrize(("key", "value", "code"), BAD, ids=lambda it: str(it)[:30])
def test_a_bad_value_is_found_once_and_counts_as_not_said(
    tmp_path: Path, key: str, value: Any, code: str
) -> None:
    section, _, name = key.partition(".")
    file = written(tmp_path, {**WHOLE, section: {**WHOLE[section], name: value}})
    assert codes(file) == [(code, key)]
    told, _ = provider.read(file)
    empty = getattr(getattr(Provider(), section), name, None)
    assert getattr(getattr(told, section), name, None) == empty


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("[operator]\nname = ohne Zeichen\n", "provider_toml", 2),
        ("operator = 1\n", "provider_section", None),
        ("[operater]\nname = 'x'\n", "provider_unknown", None),
        ("name = 'x'\n", "provider_unknown", None),
        ("a = " + "[" * 5000, "provider_toml", None),
        ("#" * 100_001, "provider_size", None),
        (b"[operator]\nname = '\xff'\n", "file_encoding_json", 2),
        (None, "provider_no_file", None),
    ],
    ids=["not toml", "no section", "section", "outside", "deep", "large", "encoding", "no file"],
)
def test_a_bad_file_is_a_finding_that_says_where(
    tmp_path: Path, text: str | bytes | None, code: str, row: int | None
) -> None:
    file = tmp_path / "operator.toml"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    first = provider.check(file)[0]
    assert (first.code, first.row) == (code, row)
    assert first.file.endswith("operator.toml")
    assert provider.read(file)[0] == Provider()


def test_a_folder_in_its_place_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path)[0][0] == "file_unreadable"


@given(st.binary(max_size=300))
def test_no_file_whatever_is_in_it_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "operator.toml"
    file.write_bytes(raw)
    for finding in provider.check(file):
        assert finding.message.de.isprintable()


# the command line


def test_check_is_not_concerned_with_the_operator_unless_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(provider.VARIABLE, str(tmp_path / "none.toml"))
    assert cli.main(["check"]) == 0
    assert "none.toml" not in capsys.readouterr().out
    assert cli.main(["check", "--public"]) == 1
    said = capsys.readouterr().out
    assert f"Kopieren Sie {provider.example()} unter diesem Namen" in said
    assert f"{tmp_path / 'none.toml'}: Die Datei mit den Angaben des Betreibers gibt es" in said
    for key in Provider().missing():
        name = message("de", f"provider.{key}")
        assert f"none.toml, Feld {key}: Hier fehlt noch: {name}." in said


def test_check_public_is_content_with_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(provider.VARIABLE, str(written(tmp_path)))
    assert cli.main(["check", "--public"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Keine Fehler")
    bad = {**WHOLE, "contact": {**WHOLE["contact"], "email": "nichts"}}
    monkeypatch.setenv(provider.VARIABLE, str(written(tmp_path, bad)))
    assert cli.main(["check", "--public", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert ("provider_mail", "contact.email") in [(f["code"], f["field"]) for f in told["findings"]]


def test_the_file_is_looked_for_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(provider.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert provider.current() == Provider()
    written(tmp_path)
    assert provider.current().operator.name == "Beispiel gGmbH"
