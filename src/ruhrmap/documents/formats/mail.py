"""E-mail (EML): the message's text, with subject, day and sender of its header.

Headers are decoded one by one, as the standard library's newer interface falls over some that
real programs write.
"""

from __future__ import annotations

from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from ruhrmap.documents.document import DocumentError, Kind, broken
from ruhrmap.documents.formats import markdown, page, pdf, word
from ruhrmap.documents.formats.parsed import Note, Parsed, one_line, tidy
from ruhrmap.documents.kinds import kind_of, plain_name
from ruhrmap.documents.letters import decoded

_READ: Final = {
    Kind.MARKDOWN: markdown.parse,
    Kind.HTML: page.parse,
    Kind.PDF: pdf.parse,
    Kind.DOCX: word.parse,
}
_LONGEST_NAME: Final = 80


def parse(body: bytes) -> Parsed:
    """The plain part, else the HTML part, else the first attachment that can be read.

    Raises
    ------
    DocumentError
        If it has no header or nothing to read; if only attachments remain, what the last of
        them said.
    """
    try:
        message = message_from_bytes(body)
        subject, sender = _header(message, "subject"), _header(message, "from")
        if not (subject or sender or message["date"]):
            raise broken(Kind.EMAIL)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except MessageError as problem:
        raise broken(Kind.EMAIL) from problem
    attached = [part for part in parts if _is_attached(part)]
    text = _text([part for part in parts if not _is_attached(part)])
    notes: list[Note] = []
    inner = Parsed(text)
    if text:
        notes += (("attachment_left", {"name": _file_name(part)}) for part in _known(attached))
    else:
        inner, used = _from_attachment(attached)
        notes += (("attachment_read", {"name": _file_name(used)}), *inner.notes)
    # Not by the rules of addresses: names with a comma often stand there without their quotes.
    name, address = sender.partition("<")[0].strip(' "'), parseaddr(sender)[1]
    return Parsed(
        inner.text,
        title=subject or inner.title,
        publisher=one_line(name or address or inner.publisher),
        released=_day(message) or inner.released,
        notes=tuple(notes),
    )


def _header(message: Message, name: str) -> str:
    raw = message[name]
    if raw is None:
        return ""
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (HeaderParseError, LookupError, ValueError):
        return one_line(str(raw))  # as it stands: it is a hint


def _day(message: Message) -> str:
    """The day on the sender's own clock."""
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""  # no date, or none that can be read: the release has its own


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(parts: list[Message]) -> str:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and (text := _decoded(part)).strip():
                told = page.parse(text.encode()).text if kind == "text/html" else tidy(text)
                if told:
                    return told
    return ""


def _body(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(part: Message) -> str:
    content = _body(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        return decoded(content)  # it says another encoding than it has


def _file_name(part: Message) -> str:
    return one_line(plain_name(part.get_filename() or ""))[:_LONGEST_NAME]


def _known(parts: list[Message]) -> list[Message]:
    """Attachments that look like a release: of a kind that is read."""
    found = []
    for part in parts:
        try:
            kind_of(_file_name(part), _body(part))
        except DocumentError:
            continue  # a picture, a card: nothing to tell
        if part.get_content_maintype() in ("application", "text", "message"):
            found.append(part)
    return found


def _from_attachment(parts: list[Message]) -> tuple[Parsed, Message]:
    reason: DocumentError | None = None
    for part in parts:
        content = _body(part)
        try:
            kind = kind_of(_file_name(part), content)
            if kind in _READ:
                parsed = _READ[kind](content)
            elif kind is Kind.TEXT:
                parsed = Parsed(tidy(decoded(content)))
            else:
                continue
        except DocumentError as problem:
            reason = problem
            continue
        if parsed.text:
            return parsed, part
    raise reason or DocumentError("mail_empty")
