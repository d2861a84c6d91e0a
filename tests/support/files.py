"""Files as an office sends them, made in the test: PDF, Word, e-mail, and spoilt ones."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

LINES = (
    "Kreis Wesel tritt bei",
    "Wesel, 2. September 2026. Am 1. September",
    "2026 hat der Kreis Wesel die Kooperations-",
    "vereinbarung unterzeichnet.",
)


def pdf(*pages: Sequence[str], compress: bool = False) -> bytes:
    """A PDF with a line of text under the other; a page without lines has none."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    contents = []
    for lines in pages:
        shown = b" T* ".join(b"(" + line.encode("cp1252") + b") Tj" for line in lines)
        contents.append(b"BT /F1 12 Tf 14 TL 72 700 Td " + shown + b" ET" if lines else b"")
    return pdf_of(contents, font, compress=compress)


def pdf_of(contents: Sequence[bytes], font: bytes = b"<<>>", *, compress: bool = False) -> bytes:
    """A PDF of these page contents."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        font,
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (5 + 2 * number)
        )
        kind = b"/Filter/FlateDecode" if compress else b""
        packed = zlib.compress(content, 9) if compress else content
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (kind, len(packed), packed))
    made, places = io.BytesIO(b"%PDF-1.7\n"), []
    made.seek(0, io.SEEK_END)
    for number, one in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj%s endobj\n" % (number, one))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
    return made.getvalue()


def locked(body: bytes, user: str, algorithm: str = "AES-256") -> bytes:
    """The same PDF, encrypted; without a password for the user anybody may read it."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    writer.encrypt(user, "owner", algorithm=algorithm)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def word(title: str = LINES[0], paragraphs: Sequence[str] = (" ".join(LINES[1:3]),)) -> bytes:
    """A Word document with letterhead, title, paragraphs and a table."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kreis Wesel, Pressestelle"
    document.add_heading(title, level=0)
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Kommunen", "15"), ("Hochschulen", "7")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Ende der Mitteilung")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_parts(body: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same zip with these files added or in the place of others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for one in old.infolist():
            if one.filename not in parts:
                new.writestr(one, old.read(one))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", 8) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def mail(
    text: str = "", page: str = "", attachments: Sequence[tuple[str, str, bytes]] = ()
) -> bytes:
    """An e-mail; attachments are name, media type and content."""
    message = EmailMessage()
    message["Subject"] = "Pressemitteilung: Kreis Wesel tritt bei – größer"
    message["From"] = "Kreis Wesel, Pressestelle <presse@kreis-wesel.example>"
    message["To"] = "redaktion@example.org"
    message["Date"] = "Wed, 02 Sep 2026 23:30:00 -0200"
    if text or not page:
        message.set_content(text)
    if page:
        if text:
            message.add_alternative(page, subtype="html")
        else:
            message.set_content(page, subtype="html")
    for name, media, content in attachments:
        main, _, sub = media.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()
