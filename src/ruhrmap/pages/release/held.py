"""The release of one visit: handed in or pasted, read, and gone when the page is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from ruhrmap import documents, press
from ruhrmap.dates import iso_day
from ruhrmap.model import Catalog, Text
from ruhrmap.pages import handing
from ruhrmap.pages.release.leaving import ARRIVED, HELD, MADE
from ruhrmap.press import Hints, Reading
from ruhrmap.press.proposal import Proposal, propose
from ruhrmap.web import releases

FILE: Final = "release-file"  # of the field that takes a file

_LONGEST_HINT: Final = 300


@dataclass(frozen=True, slots=True)
class Held:
    """A release with what was read of it; ``number`` tells the fields of one from another's."""

    number: int
    name: str
    notes: tuple[Text, ...]
    reading: Reading
    proposal: Proposal


def arrived() -> None:
    """A file was answered: its text is read in the run that follows."""
    st.session_state[ARRIVED] = handing.answer(FILE)


def take_arrived(catalog: Catalog) -> None:
    """Read what has just arrived."""
    if isinstance(told := st.session_state.pop(ARRIVED, None), Mapping):
        _hold(catalog, told)


def paste(catalog: Catalog, name: str, text: str) -> Text | None:
    """Read a text that was pasted; why not, if it cannot be."""
    try:
        document = documents.read(name, text.encode("utf-8", errors="replace"))
    except documents.DocumentError as error:
        return error.message
    _hold(catalog, releases.answer(document))
    return None


def held() -> Held | None:
    """The release of this visit, if there is one."""
    found: Held | None = st.session_state.get(HELD)
    return found


def keep_made(made: Any) -> None:
    """What was made of the release, until it is changed or the page is left."""
    st.session_state[MADE] = made


def made() -> Any:
    """What was made of it; None so far."""
    return st.session_state.get(MADE)


def _hold(catalog: Catalog, told: Mapping[str, Any]) -> None:
    """Read a text. It has come by way of the browser, so nothing of its form is believed."""
    text = _text(told, "text")[: documents.LONGEST]
    name, title, publisher = (
        _text(told, key)[:_LONGEST_HINT] for key in ("name", "title", "publisher")
    )
    hints = Hints(title, iso_day(_text(told, "released")), publisher)
    notes = told.get("notes")
    reading = press.read(catalog, text, hints, name=name)
    before = held()
    st.session_state[HELD] = Held(
        before.number + 1 if before else 0,
        name,
        tuple(
            Text(_text(one, "de"), _text(one, "en"))
            for one in (notes if isinstance(notes, list) else ())
            if isinstance(one, dict)
        ),
        reading,
        propose(catalog, reading),
    )
    st.session_state.pop(MADE, None)


def _text(told: Mapping[str, Any], name: str) -> str:
    """A text that can be sent on: JSON may hold half a character, which nothing writes."""
    value = told.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
