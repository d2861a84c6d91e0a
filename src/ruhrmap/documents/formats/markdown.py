"""Markdown: the words without the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ruhrmap.documents.formats.parsed import Parsed, one_line, paragraphs
from ruhrmap.documents.letters import decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

# What many editors put in front: lines "key: value" between two lines of hyphens.
_FRONT: Final = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\r?\n|$)")
_ENTRY: Final = re.compile(r"(?P<key>[A-Za-z]+)[ \t]*:[ \t]*(?P<value>\S[^\r\n]*)")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEYS: Final = {
    "title": "title",
    "titel": "title",
    "date": "released",
    "datum": "released",
    "publisher": "publisher",
    "herausgeber": "publisher",
}


def parse(body: bytes) -> Parsed:
    """Headings, paragraphs, lists and tables as lines; links and pictures by their words."""
    from markdown_it import MarkdownIt

    text = decoded(body)
    hints: dict[str, str] = {}
    if front := _FRONT.match(text):
        text, hints = text[front.end() :], _hints(front["lines"])
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return Parsed(
        paragraphs(_blocks(tokens)),
        title=hints.get("title", ""),
        publisher=hints.get("publisher", ""),
        released=hints.get("released", ""),
    )


def _hints(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.splitlines():
        entry = _ENTRY.fullmatch(line.strip())
        if entry is None or (name := _KEYS.get(entry["key"].lower())) is None:
            continue
        value = one_line(entry["value"].strip("\"'"))
        if name != "released":
            found.setdefault(name, value)
        elif day := _DAY.match(value):
            found.setdefault(name, day[0])
    return found


def _blocks(tokens: Sequence[Token]) -> list[str]:
    """The text of each block; the cells of a table's row stand on one line."""
    blocks: list[str] = []
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            blocks.append(" | ".join(cells or ()))
            cells = None
        elif token.type == "inline":
            (blocks if cells is None else cells).append(_words(token.children or ()))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
        elif token.type == "html_block":
            blocks.append(re.sub(r"<[^>]*>", " ", token.content))
    return blocks


def _words(tokens: Sequence[Token]) -> str:
    words = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif token.type == "image":
            words.append(_words(token.children or ()))
        elif token.type != "html_inline":
            words.append(token.content)
    return "".join(words)
