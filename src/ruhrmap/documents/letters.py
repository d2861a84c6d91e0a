"""Bytes to letters: UTF-8, UTF-16 and UTF-32 with a mark, else as Windows writes."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ruhrmap.documents.document import DocumentError

# The longer mark first: UTF-32 begins like UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tabs, line ends and form feeds stand in texts; the others hardly ever.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MOST_CONTROL: Final = 0.01
# UTF-8 that was taken for Windows-1252 and saved again: ä, ö, ü, ß and quotation marks.
_TWICE: Final = re.compile("Ã[¤¶¼Ÿ„–œ]|â€[œžš“”]")


def decoded(body: bytes) -> str:
    r"""The text that the bytes write, every character as it is.

    Raises
    ------
    DocumentError
        ``encoding`` if none of the encodings fits, ``binary`` if what comes out is no text.

    Examples
    --------
    >>> decoded("Mülheim".encode("utf-8-sig")), decoded("Mülheim".encode("cp1252"))
    ('Mülheim', 'Mülheim')
    >>> decoded("Mülheim\r\n".encode("utf-16"))
    'Mülheim\r\n'
    """
    text = _with_mark(body)
    if text is None:
        text = _without_mark(body)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise DocumentError("binary")
    return text


def written_twice(text: str) -> bool:
    """Whether umlauts were spoilt before: "Mülheim" saved as "MÃ¼lheim".

    Examples
    --------
    >>> written_twice("MÃ¼lheim"), written_twice("Mülheim")
    (True, False)
    """
    return bool(_TWICE.search(text))


def _with_mark(body: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            try:
                return body[len(mark) :].decode(encoding)
            except UnicodeDecodeError as problem:
                raise DocumentError("encoding_marked", encoding=encoding.upper()) from problem
    return None


def _without_mark(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass  # the next encoding is tried
    if b"\x00" in body:
        raise DocumentError("binary")
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError as problem:
        raise DocumentError("encoding") from problem
