"""Pages of text: headings, paragraphs, lists, tables, as the blocks ``frontend/prose.js`` draws.

Build a list of blocks and mount it: ``mount(here, "prose", content=[prose.heading(1, …), …])``.
A page has one ``heading(1, …)``. Wherever a text goes, a list of texts and links may go as
well: ``paragraph(["Mehr dazu unter ", prose.page(view, "data"), "."])``. A text is shown as
it is; nothing in it is read as HTML or Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from ruhrmap.pages import frame
from ruhrmap.sitemap import entry
from ruhrmap.view import ViewState

Json = dict[str, Any]
Inline = str | Json | Sequence[str | Json]


def heading(level: Literal[1, 2, 3], text: Inline, anchor: str = "") -> Json:
    """A heading; ``anchor`` names it in an address (``…#anchor``)."""
    return {"kind": "heading", "level": level, "text": text, "anchor": anchor}


def paragraph(text: Inline) -> Json:
    """A paragraph."""
    return {"kind": "paragraph", "text": text}


def notice(text: Inline) -> Json:
    """A paragraph that stands out: something is missing, or not yet so."""
    return {"kind": "notice", "text": text}


def bullets(items: Iterable[Inline], *, ordered: bool = False) -> Json:
    """A list, with numbers if the order matters."""
    return {"kind": "list", "items": list(items), "ordered": ordered}


def definitions(pairs: Iterable[tuple[Inline, Inline]]) -> Json:
    """Terms, each with what is said of it."""
    return {"kind": "definitions", "items": [list(pair) for pair in pairs]}


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Inline]]) -> Json:
    """A small table; the first cell of a row is its heading."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def outward(url: str, text: str = "") -> Json:
    """A link to another host; only ``http`` and ``https`` become one."""
    return {"url": url, "text": text or url}


def page(view: ViewState, key: str, text: str = "", anchor: str = "") -> Json:
    """A link to another page of ours (a key of :mod:`ruhrmap.sitemap`) with the same view."""
    to = entry(key)
    target = frame.href(view, to) + (f"#{anchor}" if anchor else "")
    return {"href": target, "page": key, "text": text or to.name(view.language)}


def file(path: str, text: str, *, name: str | None = None) -> Json:
    """A link to an address of our own server that is no page; with a name it is a download."""
    return {"href": f"./{path.removeprefix('/')}", "text": text, "download": name}


def within(anchor: str, text: str) -> Json:
    """A link to a place on the same page."""
    return {"anchor": anchor, "text": text}


def mail(address: str) -> Json:
    """An e-mail address to write to."""
    return {"mail": address, "text": address}


def phone(number: str) -> Json:
    """A telephone number to call."""
    return {"phone": number, "text": number}


def strong(text: str) -> Json:
    """A text that stands out."""
    return {"strong": text}


def code(text: str) -> Json:
    """A name that is meant letter by letter, like that of a cookie."""
    return {"code": text}
