"""The page "Daten prüfen": what it shows of a package that was handed in, and what it keeps."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from ruhrmap import delivery, site, sitemap, staff
from ruhrmap.catalog import default_path
from ruhrmap.delivery import guarded, workbook
from ruhrmap.web import checking, uploads
from support import wesel
from support.apptest import components, open_page, trigger
from support.asgi import ask
from support.workbooks import as_csv, book, files, grid, saved, with_cell, zipped

Json = dict[str, Any]
TODAY = default_path()


@pytest.fixture(autouse=True)
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(staff.VARIABLE, "1")
    # in the test's own process, as starting another one takes its time
    monkeypatch.setattr(guarded, "read", workbook.read)


def accession() -> bytes:
    """A workbook that lets Kreis Wesel join."""
    return saved(
        book(**{name: [*grid(name), *map(list, added)] for name, added in wesel.ROWS.items()})
    )


def slips() -> bytes:
    made, _ = with_cell("members", "stadt-hamm", "kind", "Stadt")
    return saved(book(members=made))


def parts(at: AppTest) -> dict[str, Any]:
    """What each part is given, by its key."""
    assert not at.exception
    named = (
        (e.proto.id.rpartition("-checking-")[2], json.loads(e.proto.json)) for e in components(at)
    )
    return {key: told["content"] for key, told in named if "$$ID" not in key}


def handed_in(body: bytes, **address: str) -> AppTest:
    at = open_page("checking", **address)
    told = {"name": "daten.xlsx", **checking.take("daten.xlsx", body, "de")}
    return trigger(at, "checking-file", "answer", told)


def texts(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


def test_the_page_offers_todays_data_and_a_field() -> None:
    told = parts(open_page("checking"))
    assert set(told) == {"beginning", "today", "field", "file"}
    links = [one["href"] for one in told["today"]["groups"][0]["files"]]
    assert links == ["./stab/arbeitsmappe?sprache=de", "./api/v1/download?format=zip&lang=de"]
    assert told["file"]["path"] == "/stab/pruefen"


def test_errors_come_with_sheet_row_and_column_and_without_a_package() -> None:
    told = parts(handed_in(slips()))
    assert "1 Fehler" in texts(told["result"])
    (table,) = [block for block in told["errors"] if block["kind"] == "table"]
    assert table["caption"] == "Blatt members (Mitglieder)"
    assert table["rows"][0][0] == "Zeile 12, Spalte E (kind)"
    assert "„Stadt“ ist hier nicht möglich" in table["rows"][0][1]
    assert "package" not in told
    assert "wenn keine Fehler mehr darin sind" in texts(told["figures"])


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_clean_package_comes_with_the_difference_and_itself(language: str) -> None:
    told = parts(handed_in(accession(), sprache=language))
    words = {"de": "Kreis Wesel tritt am 1. Februar 2027 bei.", "en": "Kreis Wesel joins on"}
    assert words[language] in texts(told["figures"])
    (moves,) = [block for block in told["figures"] if block["kind"] == "table"]
    assert moves["rows"][0][1:] == ["14", "15"]
    assert "errors" not in told
    (file,) = told["package"]["groups"][0]["files"]
    assert file["name"] == "ruhrmap-data-1.1.0.zip"
    body = base64.b64decode(file["href"].partition("base64,")[2])
    again = delivery.report(delivery.read("x.zip", body, TODAY), TODAY)
    assert again.ok
    assert again.difference and len(again.difference.moves) == 1


def test_an_answer_is_made_beside_one_package_though_data_change_meanwhile(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newer = iter([TODAY, tmp_path])
    monkeypatch.setattr(site, "data_path", lambda: next(newer))
    told = checking.take("daten.xlsx", accession(), "de")
    assert told["ok"] and told["package"] is not None
    assert next(newer) == tmp_path, "what is shown was asked for once"


def test_what_says_the_same_need_not_be_put_in_place() -> None:
    told = parts(handed_in(saved(book(members=grid("members")))))
    assert "sagt dasselbe wie die heutigen Daten" in texts(told["result"])
    assert "package" not in told
    assert "figures" not in told


def test_the_report_stays_with_the_page_and_goes_with_it() -> None:
    at = handed_in(slips())
    assert "result" in parts(at.run())
    at.switch_page(sitemap.entry("data").file).run()
    at.switch_page(sitemap.entry("checking").file).run()
    assert "result" not in parts(at)


def test_a_report_without_end_is_told_in_part() -> None:
    made = grid("sources")
    for row in made[1:]:
        row[2] = "vielleicht"
        row[6] = "gestern"
        row[7] = "frei"
    told = checking.take("a.zip", zipped({**files(), "sources.csv": as_csv(made)}), "de")
    assert told["errors"] >= 3 * 127
    assert sum(len(group["lines"]) for group in told["findings"]) + told["unshown"] == (
        told["errors"] + told["notes"]
    )
    assert told["unshown"] > 0
    assert len(json.dumps(told)) < 500_000


def test_a_file_of_no_use_is_refused_in_the_language_of_the_page() -> None:
    app = Starlette(routes=uploads.routes((checking.INTAKE,)))
    path = f"{checking.INTAKE.path}?name=members.csv&sprache=en"
    answer = ask(app, path, method="POST", chunks=[files()["members.csv"]])
    assert answer.status == 422
    assert "is a single table" in json.loads(answer.body)["error"]


def test_the_workbook_to_edit_is_the_staffs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask(Starlette(routes=checking.routes()), f"{checking.TO_EDIT}?sprache=en")
    assert answer.status == 200
    assert "ruhrmap-data-to-edit-1.0.0.xlsx" in answer.headers["content-disposition"]
    assert delivery.report(delivery.read("x.xlsx", answer.body, TODAY), TODAY).same
    monkeypatch.setenv(staff.VARIABLE, "0")
    assert checking.routes() == []
