"""HTML: what a visitor reads of a page, and what the page says of itself.

Read by the standard library's tokenizer, which knows no depth: tags nested a million deep
cost no more than any others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

from ruhrmap.documents.document import DocumentError
from ruhrmap.documents.formats.parsed import Parsed, one_line, tidy
from ruhrmap.documents.letters import decoded


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Without an end tag of their own.
_VOID: Final = _tags("area base br col embed hr img input link meta source track wbr")
_NEVER: Final = _tags(
    "script style template noscript svg math iframe object select button textarea dialog head"
)
_AROUND: Final = frozenset(("nav", "aside", "form"))
# Of the page they are around it; inside the article they hold its heading and date.
_AROUND_THE_PAGE: Final = frozenset(("header", "footer"))
_AROUND_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar")
)
_BLOCKS: Final = _tags(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody tfoot thead tr ul"
)
_APART: Final = _tags("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table figure pre")
_CELLS: Final = frozenset(("td", "th"))
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
_LATIN: Final = ("iso-8859-1", "iso-8859-15", "latin1", "latin-1", "windows-1252", "cp1252")
_BETWEEN: Final = re.compile(r"\s[|–—:·-]+\s")
_SHORTEST: Final = 12  # letters of a heading; shorter ones are "Presse", "Start"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TITLES: Final = ("og:title", "dc.title", "dcterms.title", "headline")
_DATES: Final = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
)
_PUBLISHERS: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")


def parse(body: bytes) -> Parsed:
    """Visible text of the page's main part; title, day and publisher from its own description.

    Raises
    ------
    DocumentError
        If it is no text, or there is nothing to read on it.
    """
    reader = _Reader()
    reader.feed(_decoded(body))
    reader.close()
    text = reader.text()
    if not text:
        raise DocumentError("page_empty")
    told = reader.told
    title = _first(told, _TITLES) or one_line("".join(reader.heading))
    title = title or _named("".join(reader.title), text)
    days = (_DAY.match(told.get(name, "")) for name in (*_DATES, "time"))
    return Parsed(
        text,
        title=title,
        publisher=_first(told, _PUBLISHERS),
        released=next((day[0] for day in days if day), ""),
    )


def _decoded(body: bytes) -> str:
    told = _CHARSET.search(body[:4096])
    if told and told[1].decode().lower() in _LATIN:
        return body.decode("cp1252", errors="replace")  # what browsers take it for
    return decoded(body)


def _named(title: str, text: str) -> str:
    """The part of the window's title that stands on the page: the rest names the site."""
    parts = (one_line(part) for part in _BETWEEN.split(title))
    return next((part for part in parts if len(part) >= _SHORTEST and part in text), "")


def _first(told: dict[str, str], names: tuple[str, ...]) -> str:
    return next((one_line(told[name]) for name in names if told.get(name)), "")


class _Reader(HTMLParser):
    """Collects text by where it stands: in the main part, in an article, anywhere else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.heading: list[str] = []
        self.told: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {"main": [], "article": [], "page": [], "all": []}
        self._open: list[tuple[str, bool, str]] = []  # tag, whether it hides, its part
        self._hidden = 0
        self._in = "page"
        self._script: list[str] | None = None

    def text(self) -> str:
        """The text of the first part that has any."""
        return next((told for part in self._parts.values() if (told := tidy("".join(part)))), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(given)
        if tag == "time" and "datetime" in given:
            self.told.setdefault("time", given["datetime"])
        self._break(tag)
        if tag in _VOID:
            return
        if tag == "script" and given.get("type") == "application/ld+json":
            self._script = []
        hides = self._hides(tag, given)
        self._open.append((tag, hides, self._in))
        self._hidden += hides
        if not self._hidden:
            role = given.get("role", "").lower()
            if tag == "main" or role == "main":
                self._in = "main"
            elif tag == "article" and self._in == "page":
                self._in = "article"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # as browsers do: "<div/>" opens

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self._linked("".join(self._script))
            self._script = None
        self._break(tag)
        # What was left open inside is closed with it; an end without a start ends nothing.
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 200), -1):
            if self._open[depth][0] == tag:
                for _, hides, _ in self._open[depth:]:
                    self._hidden -= hides
                self._in = self._open[depth][2]
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)
        inside = {tag for tag, *_ in self._open[-4:]}
        if "title" in inside and "svg" not in inside:
            self.title.append(data)
        if self._hidden:
            if not inside & _NEVER and "title" not in inside:
                self._parts["all"].append(data)
            return
        if "h1" in inside:
            self.heading.append(data)
        self._parts[self._in].append(data if "pre" in inside else re.sub(r"\s+", " ", data))

    def _hides(self, tag: str, given: dict[str, str]) -> bool:
        return (
            tag in _NEVER
            or tag in _AROUND
            or (tag in _AROUND_THE_PAGE and self._in == "page")
            or given.get("role", "").lower() in _AROUND_ROLES
            or "hidden" in given
            or given.get("aria-hidden") == "true"
            or bool(_HIDDEN_STYLE.search(given.get("style", "")))
        )

    def _break(self, tag: str) -> None:
        mark = "\n" if tag in _BLOCKS or tag == "br" else ""
        if tag in _APART:
            mark = "\n\n"
        if tag in _CELLS:
            mark = " "
        if mark:
            for part in ("all",) if self._hidden else (self._in, "all"):
                self._parts[part].append(mark)

    def _meta(self, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if given.get("content"):
            self.told.setdefault(name.lower(), given["content"])

    def _linked(self, script: str) -> None:
        """The page's description for search engines (JSON-LD), where it is an article's."""
        try:
            content = json.loads(script)
        except ValueError:
            return  # a page's slip, and only a hint
        for one in _things(content):
            if "headline" not in one:
                continue
            for name in ("headline", "datePublished"):
                if isinstance(one.get(name), str):
                    self.told.setdefault(name.lower(), one[name])
            publisher = one.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                self.told.setdefault("publisher", publisher["name"])


def _things(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        yield content
        content = content.get("@graph")
    if isinstance(content, list):
        yield from (one for one in content if isinstance(one, dict))
