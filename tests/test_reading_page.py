"""The page "Pressemitteilung prüfen": a release in, fields to correct, rows and files out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ruhrmap import catalog, checks, staff
from ruhrmap.pages.release import leaving, marks
from ruhrmap.pages.release.fields import understood
from ruhrmap.press import read
from ruhrmap.press.proposal import saved
from ruhrmap.web import releases, uploads
from support import apptest, files, packages

RELEASE = """Kreis Wesel ist dabei

Wesel, 2. September 2026. Der Kreis Wesel hat gestern mit RuhrFutur eine \
Kooperationsvereinbarung unterzeichnet. Gefeiert wurde in Wesel. Damit zählt die Initiative \
15 Kreise und kreisfreie Städte.
"""
PAYLOAD = packages.PAYLOAD + " [x](javascript:alert(1)) ![y](http://elsewhere.example/z.png)"


@pytest.fixture(autouse=True)
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(staff.VARIABLE, "1")
    monkeypatch.setattr(releases, "today", lambda: date(2026, 12, 1))


def told(at: AppTest, part: str) -> Iterator[Any]:
    """The contents of every part of a kind, in the order of the page."""
    for one in apptest.components(at):
        given = json.loads(one.proto.json)
        if given["part"] == part:
            yield given["content"]


def prose(at: AppTest) -> str:
    return json.dumps(list(told(at, "prose")), ensure_ascii=False)


def handed_in(name: str = "wesel.txt", body: bytes = RELEASE.encode(), **address: str) -> AppTest:
    at = apptest.open_page("reading", **address)
    return apptest.report(at, "release-file", "answer", releases.take(name, body, "de"))


def assembled(at: AppTest) -> AppTest:
    at.text_input(key="release-0-publisher").set_value("Kreis Wesel")
    return at.button(key="release-assemble").click().run()


def test_a_file_becomes_fields_with_the_places_that_say_so() -> None:
    at = handed_in("wesel.docx", files.word("Kreis Wesel ist dabei", [RELEASE.split("\n\n")[1]]))
    assert not at.exception
    assert at.text_input(key="release-0-released").value == "2026-09-02"
    assert at.text_input(key="release-0-signed").value == "2026-09-01"
    assert at.radio(key="release-0-kind").value == "accession"
    assert at.checkbox(key="release-0-joins-05170").value is True
    (text,) = told(at, "release")
    anchors = {piece["anchor"] for line in text["lines"] for piece in line if piece and
               isinstance(piece, dict)}  # fmt: skip
    links = {one["anchor"] for one in _links(json.loads(prose(at))) if "anchor" in one}
    assert links and links <= anchors
    assert "Bitte prüfen:" in prose(at)


def _links(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        if content.get("anchor", "").startswith("stelle-"):
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for one in content:
            yield from _links(one)


def test_the_rows_are_checked_and_the_files_taken_along() -> None:
    at = assembled(handed_in())
    assert not at.exception
    assert "ohne Fehler" in prose(at)
    assert "kreis-wesel-1" in prose(at)
    assert '"14", "15"' in prose(at)
    assert len(at.get("download_button")) == 3
    made = at.session_state["ruhrmap.release.made"].assembled
    assert made.ok and not checks.run(made.files).errors
    # whoever changes a field afterwards is told that the rows are of before
    at.text_input(key="release-0-title").set_value("Anderer Titel").run()
    assert "noch einmal zusammenstellen" in prose(at)
    assert not at.get("download_button")


def test_what_would_be_wrong_gives_no_package() -> None:
    at = handed_in()
    at.button(key="release-assemble").click().run()  # nobody has said who published it
    assert "hätte das Datenpaket Fehler" in prose(at)
    assert len(at.get("download_button")) == 1  # the proposal, to work on


def test_a_name_of_a_kreis_and_a_town_can_be_switched() -> None:
    at = handed_in()
    switches = [one for one in at.radio if one.key and "-meant-" in one.key]
    assert [one.value for one in switches] == ["05170048", "05170048"]
    before = [one.key for one in at.radio if one.key and "-about-" in one.key]
    assert before == ["release-0-about-05170048"]
    for one in switches:
        one.set_value("05170")
    at.run()
    assert not [one.key for one in at.radio if one.key and "-about-" in one.key]


def test_dates_are_taken_as_people_write_them_and_slips_are_told() -> None:
    at = handed_in()
    at.text_input(key="release-0-signed").set_value("1. September 2026").run()
    assert "Verstanden als: 1. September 2026" in prose(at)
    at.text_input(key="release-0-signed").set_value("31.2.2026").run()
    assert "31.2.2026" in prose(at)
    assert at.button(key="release-assemble").disabled
    assert understood("2023~")[0] is not None
    assert understood("bald") == (None, True)
    assert understood(" ") == (None, False)


def test_somebody_whom_the_text_does_not_name_can_be_added() -> None:
    at = handed_in()
    at.text_input(key="release-0-further").set_value("Marl").run()
    assert at.checkbox(key="release-0-joins-05562024").value is True
    at.text_input(key="release-0-further").set_value("Nirgendwo").run()
    assert "Nirgendwo" in prose(at) and at.button(key="release-assemble").disabled


def test_a_text_can_be_pasted_and_an_empty_one_is_told() -> None:
    at = apptest.open_page("reading")
    at.button(key="release-read").click().run()
    assert "kein Text" in prose(at)
    at.text_area(key="release-pasted").set_value(RELEASE)
    at.button(key="release-read").click().run()
    assert at.text_input(key="release-0-released").value == "2026-09-02"
    # a second release begins anew
    at.text_area(key="release-pasted").set_value("Essen, 3. Mai 2024. Bochum liest.")
    at.button(key="release-read").click().run()
    assert at.text_input(key="release-1-released").value == "2024-05-03"
    assert "05170" not in prose(at)


def test_nothing_of_a_release_is_kept_when_the_page_is_left() -> None:
    at = assembled(handed_in())
    at.switch_page("data.py").run()
    for key in (leaving.HELD, leaving.MADE, leaving.ARRIVED, "release-pasted", "release-file"):
        assert key not in at.session_state


def test_the_page_speaks_english() -> None:
    at = assembled(handed_in(sprache="en"))
    assert not at.exception
    assert "without errors" in prose(at) and "Bitte" not in prose(at)


def test_texts_of_a_release_stay_text() -> None:
    """Streamlit reads labels and captions as Markdown: none of them holds the release's words."""
    body = f"{PAYLOAD}\n\n{RELEASE}{PAYLOAD}"
    at = handed_in(PAYLOAD, body.encode())
    assert not at.exception
    widgets = (*at.text_input, *at.radio, *at.checkbox, *at.button, *at.markdown, *at.caption)
    assert widgets
    for one in widgets:
        assert "elsewhere" not in getattr(one, "label", "") + str(getattr(one, "options", ""))
    assert not at.markdown and not at.caption


def test_what_comes_by_way_of_the_browser_is_not_believed() -> None:
    at = apptest.open_page("reading")
    answer = {"name": 7, "text": None, "released": [], "notes": [1, {"de": 2}]}
    at = apptest.report(at, "release-file", "answer", answer)
    assert not at.exception


def test_a_file_of_no_use_is_refused_with_its_reason() -> None:
    with pytest.raises(uploads.RefusedError) as raised:
        releases.take("a.pdf", files.pdf(()), "de")
    assert "eingescannt" in raised.value.message.de


def test_marks_cover_what_was_read_and_nothing_is_lost() -> None:
    data = catalog.load()
    text = RELEASE.replace("Kreis Wesel hat", "Kreis\nWesel hat")
    reading = read(data, text)
    drawn = marks.content(data, reading, "de")["lines"]
    lines = ["".join(p if isinstance(p, str) else p["text"] for p in line) for line in drawn]
    assert "\n".join(lines) == text
    marked = [p["text"] for line in drawn for p in line if not isinstance(p, str)]
    assert "gestern" in marked
    assert marked[marked.index("Kreis") + 1] == "Wesel"  # a mark that runs over two lines


def test_the_downloads_are_what_they_say() -> None:
    at = assembled(handed_in())
    from ruhrmap import delivery
    from ruhrmap.press.proposal import sheet

    made = at.session_state["ruhrmap.release.made"]
    held = at.session_state["ruhrmap.release"]
    packed = delivery.archive(made.assembled.files, made.assembled.additions.day)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = {name.rpartition("/")[2] for name in archive.namelist()}
    assert {"datapackage.json", "members.csv", "districts.geojson"} <= names
    text = sheet.as_toml(catalog.load(), held.proposal, held.reading, held.name)
    assert saved.read(text.encode()).decision.accessions == made.decision.accessions
