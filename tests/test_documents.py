"""A file somebody was sent becomes text, or one clear line that says why not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import documents
from ruhrmap.documents import Document, DocumentError, Kind
from ruhrmap.documents.formats import mail, markdown, page, pdf, word
from ruhrmap.documents.formats.parsed import Parsed
from ruhrmap.documents.kinds import kind_of
from support import files

RELEASE = "Oberhausen, 10. April 2024\r\n\r\nDie Stadt Mülheim – „Größe“."


def said_of(parse: Callable[[bytes], Parsed], body: bytes) -> str:
    """Why a format's reader gives no text; in the test's own process, without its bounds."""
    with pytest.raises(DocumentError) as raised:
        parse(body)
    return raised.value.code


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


_HEADERS = b"Subject: a\nFrom: b@example.org\n"


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<html>", _HEADERS, b"---\ntitle: x\n---\n"])
)
def test_readers_of_text_take_any_bytes(body: bytes, before: bytes) -> None:
    """Called without the process around them, which would tell of anything else as damage."""
    for parse in (page.parse, markdown.parse, mail.parse):
        with suppress(DocumentError):
            assert isinstance(parse(before + body).text, str)


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


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Presse | Kreis Wesel tritt bei - Start", "Kreis Wesel tritt bei"),
        ("PM", ""),
        ("Anderes", ""),
    ],
)
def test_a_windows_title_counts_as_far_as_it_stands_on_the_page(title: str, told: str) -> None:
    body = f"<html><title>{title}</title><p>PM</p><p>Kreis Wesel tritt bei</p></html>"
    assert page.parse(body.encode()).title == told


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


def test_a_pdf_gives_its_text_with_divided_words_joined() -> None:
    document = documents.read("a.txt", files.pdf(files.LINES[:2], files.LINES[2:], compress=True))
    assert document.kind is Kind.PDF
    assert "Am 1. September" in document.text
    assert "die Kooperationsvereinbarung unterzeichnet." in document.text
    assert document.notes == ()


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    body = files.locked(files.pdf(files.LINES), user="")
    assert "Kreis Wesel" in pdf.parse(body).text


@pytest.mark.parametrize("algorithm", ["AES-256", "RC4-128"])
def test_a_pdf_with_a_password_is_told(algorithm: str) -> None:
    assert (
        refused("a.pdf", files.locked(files.pdf(files.LINES), "secret", algorithm)) == "pdf_locked"
    )


def test_a_scanned_pdf_is_told_and_a_scanned_page_noted() -> None:
    assert said_of(pdf.parse, files.pdf((), ("Seite 1",))) == "pdf_scanned"
    (note,) = pdf.parse(files.pdf(files.LINES, (), ())).notes
    assert note == ("pages_without_text", {"pages": "2, 3"})


def test_a_damaged_pdf_is_told() -> None:
    whole = files.pdf(files.LINES)
    assert refused("a.pdf", b"%PDF-1.7\n" + b"rubbish " * 99) == "broken"
    assert said_of(pdf.parse, whole[:200]) in ("broken", "pdf_scanned")


def test_a_pdf_that_unpacks_to_gigabytes_is_stopped() -> None:
    body = files.pdf_of([b"BT " + b" " * 100_000_000 + b"ET"], compress=True)
    assert len(body) < documents.LARGEST
    assert refused("a.pdf", body) == "too_costly"


def test_a_word_document_is_read_in_its_order() -> None:
    document = documents.read("a.pdf", files.word())  # by content, not by name
    assert document.kind is Kind.DOCX
    assert document.text.split("\n\n") == [
        "Kreis Wesel, Pressestelle",
        files.LINES[0],
        " ".join(files.LINES[1:3]),
        "Kommunen | 15",
        "Hochschulen | 7",
        "Ende der Mitteilung",
    ]
    assert document.title == files.LINES[0]


def test_fields_insertions_and_text_boxes_are_read_and_what_was_struck_out_is_not() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"""<w:document xmlns:w="{space}"><w:body>
    <w:sdt><w:sdtContent><w:p><w:r><w:t>2. September</w:t></w:r></w:p></w:sdtContent></w:sdt>
    <w:p><w:r><w:t>Der </w:t></w:r><w:ins><w:r><w:t>Kreis</w:t></w:r></w:ins>
    <w:del><w:r><w:delText>Moers</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> We</w:t>
    <w:softHyphen/><w:t>sel</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>
    <w:r><w:pict><w:txbxContent><w:p><w:r><w:t>im Kasten</w:t></w:r></w:p></w:txbxContent></w:pict>
    </w:r></w:p></w:body></w:document>"""
    made = files.with_parts(files.word(), {"word/document.xml": body.encode()})
    text = word.parse(made).text
    assert text.split("\n\n")[-3:] == ["2. September", "Der Kreis Wesel", "im Kasten"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}, "macros"),
        ({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}, "macros"),
        ({"xl/workbook.xml": b"<a/>"}, "workbook"),
        ({"ppt/presentation.xml": b"<a/>"}, "slides"),
        (
            {"mimetype": b"application/vnd.oasis", "content.xml": b""},
            "open_document",
        ),
        ({"mitteilung.txt": b"Essen"}, "archive"),
        ({"word/document.xml": b"<a/>"}, "broken"),
        ({"word/../../a": b"", "word/document.xml": b"<a/>"}, "archive_refused"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_zips_that_are_no_plain_word_document_are_told(parts: dict[str, bytes], code: str) -> None:
    assert said_of(word.parse, files.zipped(parts)) == code


def test_a_zip_bomb_is_told_with_the_bound() -> None:
    with pytest.raises(DocumentError, match="64 MB"):
        documents.read("a.docx", files.zipped({"word/document.xml": bytes(70_000_000)}))


def test_entities_in_a_word_document_are_not_blown_up() -> None:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE a [<!ENTITY e0 'Essen'>{levels}]><a>&e11;</a>".encode()
    body = files.with_parts(files.word(), {"word/document.xml": bomb})
    assert said_of(word.parse, body) in ("broken", "too_costly")


def test_a_mail_gives_its_text_subject_sender_and_day() -> None:
    body = files.mail("Der Kreis Wesel tritt bei.", "<p>anders</p>")
    document = documents.read("a.txt", body)
    assert (document.kind, document.text) == (Kind.EMAIL, "Der Kreis Wesel tritt bei.")
    assert document.title == "Pressemitteilung: Kreis Wesel tritt bei – größer"
    assert document.publisher == "Kreis Wesel, Pressestelle"
    assert document.released == date(2026, 9, 2)  # on the sender's clock
    assert document.notes == ()


def test_a_mail_without_plain_text_gives_its_page() -> None:
    assert (
        documents.read("a.eml", files.mail("", "<p>Kreis <b>Wesel</b></p>")).text == "Kreis Wesel"
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_attachments_are_named_and_read_only_if_the_mail_is_empty() -> None:
    attached = (("logo.png", "image/png", b"\x89PNG\r\n\x1a\n"), ("pm.docx", _WORD, files.word()))
    parsed = mail.parse(files.mail("Siehe Anhang.", attachments=attached))
    assert parsed.text == "Siehe Anhang."
    assert parsed.notes == (("attachment_left", {"name": "pm.docx"}),)
    document = documents.read("a.eml", files.mail(attachments=attached))
    assert files.LINES[0] in document.text
    assert "pm.docx" in document.notes[0].de


def test_a_mail_with_nothing_to_read_says_why() -> None:
    locked = ("pm.pdf", "application/pdf", files.locked(files.pdf(files.LINES), "secret"))
    for body, code in (
        (files.mail(attachments=[locked]), "pdf_locked"),
        (files.mail(), "mail_empty"),
    ):
        with pytest.raises(DocumentError) as raised:
            mail.parse(body)
        assert raised.value.code == code


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"Subject: =?xx?q?a?=\r\nFrom: a@b\r\nDate: gestern\r\n\r\nEssen", "Essen"),
        (b"Subject: a\nTo: b\nContent-Type: text/plain; charset=klingon\n\nM\xfclheim", "Mülheim"),
        (b"Subject: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nEssen", "Essen"),
    ],
)
def test_slips_of_mail_programs_do_no_harm(body: bytes, text: str) -> None:
    assert kind_of("a.txt", body) is Kind.EMAIL
    assert mail.parse(body).text == text


def test_what_is_no_mail_at_all_is_told() -> None:
    assert said_of(mail.parse, b"Essen ist eine Stadt.") == "broken"


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruhrmap.documents.apart._PATIENCE", 0.01)
    assert refused("a.html", b"<html>Essen</html>") == "too_costly"


def test_a_reader_is_bounded_in_memory_and_computing_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as bounded:
        bounded.setattr("ruhrmap.documents.apart._MEMORY", 40 * 2**20)
        body = b"<html>Essen" + b" " * 15_000_000
        assert refused("a.html", body) in ("too_costly", "broken")
    monkeypatch.setattr("ruhrmap.documents.apart._SECONDS", 1)
    assert refused("a.html", b"<html>" + b"<div>" * 600_000 + b"Essen") == "too_costly"
