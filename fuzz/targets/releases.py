"""Press releases: the files they come in, and what is read of their text."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any, Final

from fuzz import ours
from fuzz.draw import Draw
from fuzz.mutation import mutated
from fuzz.target import Target, encodable, hold, said, sound
from fuzz.targets.texts import a_date
from ruhrmap import documents, press
from ruhrmap.dates import iso_day
from ruhrmap.documents.formats.__main__ import answer
from ruhrmap.documents.formats.parsed import one_line
from ruhrmap.press import Hints
from ruhrmap.press.proposal import propose, saved, sheet

# Words by which the reader finds its way, and what stands between them.
_WORDS: Final = (
    *("RuhrFutur", "Bildungsinitiative", "tritt", "bei", "beigetreten", "Beitritt", "Mitglied"),
    *("unterzeichnet", "unterzeichneten", "Kooperationsvereinbarung", "Letter of Intent", "wird"),
    *("Kreis", "Stadt", "Gemeinde", "kreisfreie", "Landrat", "Oberbürgermeisterin", "Dr.", "Prof."),
    *("Hochschule", "Universität", "verlässt", "ausgetreten", "kündigt", "geplant", "künftig"),
    *("Kommunen", "Städte", "Kreise", "elf", "14", "fünfzehn", "53", "Pressemitteilung", "Presse"),
    *("Herausgeber:", "Kontakt:", "(idr)", "(ots)", "Essen,", "am", "den", "im", "seit", "heute"),
    *("gestern", "nicht", "kein", "auch", "und", "sowie", "der", "die", "das", "für", "von", "mit"),
    *(
        "„",
        "“",
        '"',
        "–",
        "-",
        "(",
        ")",
        ".",
        ".",
        ".",
        ",",
        ":",
        ";",
        "!",
        "?",
        "\n",
        "\n\n",
        "\t",
    ),
    *(
        "1.",
        "2.",
        "§",
        "www.ruhrfutur.de",
        "info@stadt.example",
        "https://",
        "+++",
        "***",
        "|",
        "_",
    ),
    *("\xad", "\u200b", "\u00a0", "&nbsp;", "<b>", "u.a.", "z. B.", "Nr.", "Tel.:", "0201/123"),
)


def a_release(draw: Draw) -> str:
    """A text in the words of releases; once in a while one piece of it, endlessly."""
    pieces = [_piece(draw) for _ in range(draw.number(0, 60))]
    text = "".join(piece + draw.one_of((" ", " ", " ", " ", "", "\n", "  ")) for piece in pieces)
    if draw.chance(25):
        unit = "".join(
            _piece(draw) + draw.one_of((" ", "", "\n")) for _ in range(draw.number(1, 4))
        )
        text += unit * (draw.number(100, 20_000) // max(1, len(unit)))
    return text


def _piece(draw: Draw) -> str:
    kind = draw.number(0, 9)
    if kind == 0:
        return a_date(draw)
    if kind < 3:
        return draw.one_of(ours.names())
    if kind == 3:
        return draw.letters(12)
    return draw.one_of(_WORDS)


def _a_read_release(draw: Draw) -> tuple[str, Hints]:
    hints = Hints()
    if draw.chance(4):
        day = iso_day(a_date(draw))
        hints = Hints(one_line(draw.letters(30)), day, one_line(draw.letters(20)))
    if draw.chance(10):
        return draw.raw(400).decode("utf-8", "replace"), hints
    return a_release(draw), hints


def _check_release(case: tuple[str, Hints]) -> None:
    text, hints = case
    here = ours.catalog()
    found = press.read(here, text, hints, name="a.txt")
    hold(press.read(here, text, hints, name="a.txt") == found, "the same text is read the same")
    sound(found.findings)
    encodable(found.as_dict())
    places: list[Any] = [*found.members, *found.mentions, *found.totals]
    places += [one for one in (found.released, found.signed) if one is not None]
    for one in places:
        stands = text[one.start : one.start + len(one.text)] == one.text
        hold(one.start < 0 or stands, f"places count the characters of the text: {one!r}")
    for mention in found.mentions:
        hold(mention.key in here.territories or mention.key in here.members, "who is named exists")
    made = propose(here, found)
    for is_json, told in (
        (False, sheet.as_toml(here, made, found, "a.txt")),
        (True, sheet.as_json(here, made, "a.txt")),
    ):
        again = saved.read(told.encode(), is_json=is_json).decision
        hold(saved.fields_of(again) == saved.fields_of(made.decision), "a proposal reads back")


RELEASES: Final = Target(
    "releases",
    "the text of press releases, up to the proposal and back",
    _a_read_release,
    _check_release,
    seconds=15.0,
    examples=5,
)

_HTML: Final = (
    b"<!doctype html><html><head><meta charset='utf-8'><title>Stadt tritt bei | Presse</title>"
    b'<meta property="og:title" content="Beitritt"><script type="application/ld+json">{"headline":'
    b'"Beitritt","datePublished":"2023-05-31","publisher":{"name":"Stadt"}}</script></head><body>'
    b"<nav><ul><li>Start</ul></nav><main><article><h1>Die Stadt tritt RuhrFutur bei</h1><time "
    b'datetime="2023-05-31">31. Mai</time><p>Essen &amp; Bochum&nbsp;<b>treten</b> bei.</p><table>'
    b"<tr><td>a<td>b</table><pre> x </pre></article></main><footer>Impressum</footer></body></html>"
)
_MARKDOWN: Final = (
    b"---\ntitle: Beitritt\ndate: 2023-05-31\n---\n# Die Stadt *tritt* bei\n\n- a\n- [b](c)\n\n"
    b"| a | b |\n|---|---|\n| 1 | 2 |\n\n> x\n\n```\ncode\n```\n\n![p](q) <i>r</i> &amp; \\*\n"
)
_MAIL: Final = (
    b"From: =?utf-8?q?Presse_M=C3=BClheim?= <presse@stadt.example>\r\nSubject: =?iso-8859-1?B?QmVp"
    b"?=\r\nDate: Wed, 31 May 2023 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/"
    b'mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-'
    b"Transfer-Encoding: quoted-printable\r\n\r\nDie Stadt tritt bei=2E\r\n--b\r\nContent-Type: "
    b"text/html\r\n"
    b'\r\n<p>x</p>\r\n--b\r\nContent-Disposition: attachment; filename="a.md"\r\nContent-Type: '
    b"text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nIyBB\r\n--b--\r\n"
)


@cache
def _pdf() -> bytes:
    from fpdf import FPDF

    made = FPDF()
    made.set_compression(False)
    made.add_page()
    made.set_font("Helvetica", size=12)
    made.multi_cell(0, 8, "Die Stadt tritt RuhrFutur bei.\n31. Mai 2023")
    made.set_title("Beitritt")
    return bytes(made.output())


@cache
def _docx() -> dict[str, bytes]:
    import docx

    made = docx.Document()
    made.add_heading("Die Stadt tritt bei", 1)
    made.add_paragraph("Essen, 31. Mai 2023")
    made.add_table(2, 2).cell(0, 0).text = "a"
    body = io.BytesIO()
    made.save(body)
    with zipfile.ZipFile(body) as opened:
        names = [one for one in opened.namelist() if one.endswith((".xml", ".rels"))]
        return {name: opened.read(name) for name in names if "theme" not in name}


def a_document(draw: Draw) -> tuple[str, bytes]:
    """A kind of document and bytes that claim to be one."""
    kind = draw.one_of(("markdown", "html", "email", "pdf", "docx"))
    if draw.chance(15):
        return kind, draw.raw(300)
    if kind == "docx":
        return kind, _odd_docx(draw)
    seed = {"markdown": _MARKDOWN, "html": _HTML, "email": _MAIL}.get(kind) or _pdf()
    body = _pieces(draw, seed) if draw.chance(2) else seed
    body = mutated(draw, body, (_HTML, _MARKDOWN, _MAIL, _pdf()))
    if draw.chance(40):
        unit = draw.one_of((b"<div>", b"> ", b"- ", b"[", b"<!--", b"**a", b"--b\r\n", b"| ", b"&"))
        body += unit * draw.number(100, 20_000)
    return kind, body


def _pieces(draw: Draw, seed: bytes) -> bytes:
    """The pieces of a file in another order."""
    parts = re.split(rb"(?<=[>\n;:])", seed)
    return b"".join(draw.one_of(parts) for _ in range(draw.number(1, 80)))


def _odd_docx(draw: Draw) -> bytes:
    parts = dict(_docx())
    name = draw.one_of(("word/document.xml", *parts))
    parts[name] = mutated(draw, parts[name], tuple(parts.values()), most=3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for one, body in parts.items():
            made.writestr(zipfile.ZipInfo(one), body)
    return packed.getvalue()


def _check_document(case: tuple[str, bytes]) -> None:
    """As the process of its own reads it, without the process."""
    told = answer(*case)
    encodable(told)
    if "error" in told:
        return
    for name in ("title", "publisher", "released"):
        hold("\n" not in told[name], f"{name} stands on one line")
    hold("\x00" not in told["text"], "a text without zeros")


DOCUMENTS: Final = Target(
    "documents",
    "documents (Markdown, HTML, PDF, DOCX, e-mail), in this process",
    a_document,
    _check_document,
    seconds=15.0,
    examples=8,
)


def _a_named_document(draw: Draw) -> tuple[str, bytes]:
    kind, body = a_document(draw)
    endings = {"markdown": ".md", "html": ".html", "email": ".eml", "pdf": ".pdf", "docx": ".docx"}
    return draw.one_of((f"a{endings[kind]}", draw.letters(20), "..", "C:\\x\\y.txt")), body


def _check_document_apart(case: tuple[str, bytes]) -> None:
    name, body = case
    try:
        found = documents.read(name, body)
    except documents.DocumentError as problem:
        said(problem.message)
        return
    hold(found.text.strip() and len(found.text) <= documents.LONGEST, "a text of bounded length")
    hold("/" not in found.name and "\\" not in found.name, "the name has no folders")
    found.text.encode()


DOCUMENTS_APART: Final = Target(
    "documents-apart",
    "documents, in a process of their own",
    _a_named_document,
    _check_document_apart,
    seconds=2.0,
    examples=1,
)


def _a_text(draw: Draw) -> tuple[str, bytes]:
    text = a_release(draw)
    encoding = draw.one_of(("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1", "cp437"))
    body = text.encode(encoding, "replace")
    return draw.one_of(("a.txt", "a", "a.doc", draw.letters(10))), (
        mutated(draw, body) if draw.chance(2) else body
    )


def _check_text(case: tuple[str, bytes]) -> None:
    from ruhrmap.documents.document import Kind
    from ruhrmap.documents.kinds import kind_of

    try:
        kind = kind_of(*case)
    except documents.DocumentError as problem:
        said(problem.message)
        return
    if kind is Kind.TEXT:
        _check_document_apart(case)


TEXTS: Final = Target(
    "plain-texts",
    "plain texts in any encoding",
    _a_text,
    _check_text,
    seconds=2.0,
    examples=30,
)
