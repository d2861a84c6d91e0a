"""A file somebody was sent becomes text, or one clear line that says why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import documents
from ruhrmap.documents import Document, DocumentError, Kind
from ruhrmap.documents.kinds import kind_of

RELEASE = "Oberhausen, 10. April 2024\r\n\r\nDie Stadt Mülheim – „Größe“."


def refused(name: str, body: bytes) -> str:
    """Why a file is refused; in both languages something is said."""
    with pytest.raises(DocumentError) as raised:
        documents.read(name, body)
    message = raised.value.message
    assert message.de and message.en and message.de != message.en
    assert "{" not in message.de + message.en
    return raised.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_read_as_it_is_whatever_its_encoding(encoding: str) -> None:
    document = documents.read("a.txt", RELEASE.encode(encoding))
    assert document == Document("a.txt", Kind.TEXT, RELEASE)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
def test_places_in_a_text_stay_where_they_were(text: str) -> None:
    body = ("x" + text).encode()
    if kind_of("a.txt", body) is Kind.TEXT:
        assert documents.read("a.txt", body).text == "x" + text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_clear_refusal(body: bytes) -> None:
    if not body.startswith(b"PK") and b"%PDF-" not in body:
        try:
            assert documents.read("a.txt", body).text.strip()
        except DocumentError as error:
            assert error.message


def test_spoilt_umlauts_are_told() -> None:
    spoilt = "Mülheim".encode().decode("cp1252")
    (note,) = documents.read("a.txt", spoilt.encode()).notes
    assert "Umlaute" in note.de
    assert documents.read("a.txt", b"Essen").notes == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (bytes(range(1, 32)) * 5, "binary"),
        (b"M\x81lheim \x8d", "encoding"),
        (b"\xff\xfeE\x00s", "encoding_marked"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"RIFF....WEBPVP8 ", "picture"),
        (b"{\\rtf1 Essen}", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "word_old"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "outlook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "office_locked",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "office_old"),
        (b"\x1f\x8b\x08....", "archive"),
        (b"a" * (documents.LARGEST + 1), "too_large"),
        (b"Essen " * (documents.LONGEST // 5), "too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_no_text_is_refused_by_its_content(body: bytes, code: str) -> None:
    assert refused("mitteilung.txt", body) == code


def test_a_file_on_this_machine_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mitteilung.txt"
    path.write_text("Essen", "utf-8")
    assert documents.open(path).text == "Essen"


def test_a_folder_a_missing_file_and_a_locked_one_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.txt"
    real = Path.open

    def guarded(self: Path, *given: object) -> object:
        if self == locked:
            raise PermissionError(13, "no")  # whoever runs the tests may read everything
        return real(self, *given)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    for path, code in (
        (tmp_path, "folder"),
        (tmp_path / "none.txt", "missing"),
        (tmp_path / "a.txt" / "b.txt", "missing"),
        (locked, "forbidden"),
    ):
        with pytest.raises(DocumentError) as raised:
            documents.open(path)
        assert raised.value.code == code
        assert str(path) in raised.value.message.de


def test_no_more_of_a_file_is_read_than_may_be() -> None:
    with pytest.raises(DocumentError) as raised:
        documents.open(Path("/dev/zero"))
    assert raised.value.code == "too_large"


PAGE = """<!doctype html><html lang="de"><head><title>Kreis Wesel | Presse</title>
<meta property="article:published_time" content="2026-09-02T10:00+02:00">
<meta property="og:site_name" content="Kreis Wesel"></head>
<body><header>Kopf der Seite</header><nav>Navigation</nav>
<main><h1>Kreis Wesel
tritt bei</h1><p>Am <b>1. September</b> 2026 unter&shy;schrieb<br>der Kreis
<p>Vertreten sind:<ul><li>Moers<li>Wesel</ul><script>weg("</p>")</script>
<table><tr><td>Städte<td>13</table><p hidden>unsichtbar</p>
<p style="display: none">auch nicht</p></main>
<aside>Weitere Meldungen</aside><footer>Fuß</footer></body></html>"""


def test_a_page_gives_what_a_visitor_reads_of_it() -> None:
    document = documents.read("presse.txt", PAGE.encode())  # by content, not by name
    assert document.kind is Kind.HTML
    assert document.text == (
        "Kreis Wesel tritt bei\n\nAm 1. September 2026 unterschrieb\nder Kreis\n\n"
        "Vertreten sind:\n\nMoers\nWesel\n\nStädte 13"
    )
    assert (document.title, document.publisher) == ("Kreis Wesel tritt bei", "Kreis Wesel")
    assert document.released == date(2026, 9, 2)


def test_a_page_that_describes_itself_to_search_engines_is_believed() -> None:
    page = """<html><script type="application/ld+json">{"@graph": [{"headline": "Beitritt",
    "datePublished": "2026-09-02", "publisher": {"name": "Stadt Wesel"}}]}</script>
    <p>Text</html>"""
    document = documents.read("a.html", page.encode("cp1252"))
    assert (document.title, document.publisher) == ("Beitritt", "Stadt Wesel")
    assert (document.released, document.text) == (date(2026, 9, 2), "Text")


def test_a_page_of_navigation_alone_still_gives_its_text() -> None:
    assert documents.read("a.html", b"<html><nav>" * 300 + b"Essen").text == "Essen"


def test_tags_nested_deep_cost_nothing() -> None:
    page = b"<html>" + b"<div>" * 30_000 + b"Essen"
    assert documents.read("a.html", page).text == "Essen"


def test_a_page_without_text_is_told() -> None:
    assert refused("a.html", b"<html><script>load()</script></html>") == "page_empty"


def test_markdown_gives_its_words() -> None:
    text = '---\ntitle: "Beitritt"\ndate: 2026-09-02\n---\n# Kreis *Wesel*\n\n[Moers](#) und\n'
    text += "**Wesel**\n\n* eins\n* zwei\n\n|Stadt|Zahl|\n|-|-|\n|Moers|1|\n"
    document = documents.read("a.md", text.encode())
    assert document.text == (
        "Kreis Wesel\n\nMoers und\nWesel\n\neins\n\nzwei\n\nStadt | Zahl\n\nMoers | 1"
    )
    assert (document.kind, document.title) == (Kind.MARKDOWN, "Beitritt")
    assert document.released == date(2026, 9, 2)
