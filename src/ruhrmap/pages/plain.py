"""The plain words on the map (Einfache Sprache), as blocks of :mod:`prose`."""

from __future__ import annotations

from typing import Any

from ruhrmap import coverage
from ruhrmap.messages import message, pick
from ruhrmap.pages import prose
from ruhrmap.pages.frame import ANCHOR
from ruhrmap.site import Site
from ruhrmap.view import ViewState

Json = dict[str, Any]


def words(here: Site, view: ViewState) -> list[Json]:
    """What the map shows on the key date."""
    frame = coverage.frame_on(here.frames, view.date)
    language = view.language
    blocks = [prose.heading(2, message(language, "plain.heading"), ANCHOR)]
    for passage in coverage.plain_words(here.catalog, frame, view.date):
        text = " ".join(pick(language, sentence) for sentence in passage.sentences)
        blocks += [prose.heading(3, pick(language, passage.heading)), prose.paragraph(text)]
    return blocks
