"""Legal notice and privacy: what the operator says is shown, what is missing is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ruhrmap import configuration, provider, traces
from ruhrmap.messages import LANGUAGES, message, pick
from ruhrmap.provider import Provider
from support.apptest import open_page, part
from support.operators import WHOLE, written

PAGES = {"imprint": ("operator", "contact", "content")}
PAGES["privacy"] = ("operator", "contact", "privacy", "logs")


def blocks(key: str, language: str = "de") -> list[dict[str, Any]]:
    at = open_page(key, sprache=language)
    assert not at.exception
    found: list[dict[str, Any]] = part(at, "prose")["content"]
    return found


def said(key: str, language: str = "de") -> str:
    """A page as it is sent, in one line."""
    return json.dumps(blocks(key, language), ensure_ascii=False)


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(provider.VARIABLE, str(written(tmp_path)))


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_missing_entry_is_named(
    key: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(provider.VARIABLE, str(tmp_path / "none.toml"))
    shown = said(key, language)
    assert '"kind": "notice"' in shown
    wanted = Provider().missing(*PAGES[key])
    assert len(wanted) >= 7
    for name in wanted:
        assert pick(language, provider.label(name)) in shown
        assert json.dumps({"code": name}) in shown
    assert message(language, "imprint.not_said") in shown


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("setting", "key"),
    [("off", "logs_own"), ("errors", "logs_own"), ("all", "logs_own_all")],
)
def test_the_page_says_what_the_application_writes_down(
    setting: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(configuration.LOG_REQUESTS.name, setting)
    shown = said("privacy")
    told = {one: message("de", f"privacy.{one}") in shown for one in ("logs_own", "logs_own_all")}
    assert told == {"logs_own": key == "logs_own", "logs_own_all": key == "logs_own_all"}
    assert message("de", "privacy.logs_counted") in shown


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_file_leaves_nothing_to_be_said(language: str) -> None:
    for key in PAGES:
        shown = said(key, language)
        assert '"kind": "notice"' not in shown
        assert message(language, "imprint.not_said") not in shown


@pytest.mark.usefixtures("whole")
def test_the_imprint_shows_every_entry_of_its_sections() -> None:
    shown = said("imprint")
    for section in PAGES["imprint"]:
        for value in WHOLE[section].values():
            for text in value if isinstance(value, list) else [value]:
                assert isinstance(text, bool) or text in shown, text
    assert {"mail": "info@beispiel.example", "text": "info@beispiel.example"} in [
        pair[1] for block in blocks("imprint") for pair in block.get("items", ())
    ]


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes the operator's file with some entries of a section changed."""

    def write(section: str, **entries: Any) -> None:
        sections = {**WHOLE, section: {**WHOLE[section], **entries}}
        monkeypatch.setenv(provider.VARIABLE, str(written(tmp_path, sections)))

    return write


def test_the_log_in_front_is_told_as_the_operator_says(changed: Any) -> None:
    changed("logs", written=False)
    none = said("privacy")
    assert message("de", "privacy.logs_none") in none
    assert "nach 7 Tagen gelöscht" not in none
    changed("logs", days=1, fields=["time"])
    one = said("privacy")
    assert "nach 1 Tag gelöscht" in one
    assert message("de", "privacy.logged_time") in one
    assert message("de", "privacy.logged_ip_address") not in one


def test_nobody_is_named_where_there_is_nobody(changed: Any) -> None:
    changed("privacy", has_officer=False, hosting_by_processor=False)
    shown = said("privacy")
    assert "datenschutz@beispiel.example" not in shown
    assert message("de", "privacy.processor") not in shown
    changed("operator", natural_person=True)
    assert message("de", "imprint.represented_by") not in said("imprint")


@pytest.mark.usefixtures("whole")
def test_the_privacy_page_names_each_trace_and_what_the_law_asks_for() -> None:
    shown = said("privacy")
    for name in (*traces.COOKIES, *traces.storage_keys()):
        assert json.dumps({"code": name}) in shown
    for law in ("Artikel 6 Absatz 1 Buchstabe f DSGVO", "§ 25 Absatz 2 Nummer 2 TDDDG"):
        assert law in shown
    for article in (15, 16, 17, 18, 21, 28, 77):
        assert f"Artikel {article} DSGVO" in shown
    assert "noch 2 Minuten erreichbar" in shown, "as Streamlit's option says"


def test_text_of_the_operator_stays_text(changed: Any) -> None:
    changed("operator", name="<img src=x onerror=alert(1)>")
    at = open_page("imprint")
    assert "<img src=x" in json.dumps(part(at, "prose")["content"])
    assert all("<img" not in markdown.value for markdown in at.markdown)
