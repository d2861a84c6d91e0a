"""The fields that a person confirms or corrects; what is unsure and where it stands beside them.

Texts of the release are shown by our own parts alone: Streamlit would read them as Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from ruhrmap import dates, wording
from ruhrmap.dates import Edtf
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, Text
from ruhrmap.package import wrong_dates
from ruhrmap.pages import prose
from ruhrmap.pages.parts import mount
from ruhrmap.pages.release.held import Held
from ruhrmap.pages.release.marks import anchor
from ruhrmap.press.proposal import party
from ruhrmap.site import Site

_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


@dataclass(slots=True)
class Form:
    """The fields of one release in one language; collects what could not be read."""

    here: Site
    language: str
    held: Held
    wrong: list[str] = field(default_factory=list)

    @property
    def catalog(self) -> Catalog:
        """The data so far."""
        return self.here.catalog

    def text(self, name: str, /, **fields: str | int | Text) -> str:
        """A message of the page."""
        return message(self.language, f"release.{name}", **fields)

    def key(self, name: str) -> str:
        """The key of a field; another release's fields begin anew."""
        return f"release-{self.held.number}-{name}"

    def name(self, key: str) -> str:
        """Whom a key means, with what it is where two have the same name."""
        one = party(self.catalog, key)
        if one is None:
            return key
        if one.territory is None or one.is_kreis or one.territory.is_independent_city:
            return one.name
        return pick(self.language, wording.town(one.territory))

    def heading(self, name: str) -> None:
        """A heading between fields."""
        mount(
            self.here,
            "prose",
            content=[prose.heading(3, self.text(name))],
            key=self.key(f"heading-{name}"),
        )

    def say(self, name: str, lines: Iterable[prose.Inline]) -> None:
        """What is said below a field."""
        if told := [prose.paragraph(line) for line in lines]:
            mount(self.here, "prose", content=told, key=self.key(f"said-{name}"))

    def doubts(self, name: str, key: str = "") -> list[prose.Inline]:
        """Why a field is unsure, marked in words."""
        marked = prose.strong(self.text("check"))
        return [
            [marked, " ", pick(self.language, doubt)]
            for doubt in self.held.proposal.doubts_on(name, key)
        ]

    def place(self, start: int, text: str) -> list[prose.Inline]:
        """Where something stands, as a way there."""
        if start < 0:
            return []
        row = self.held.reading.row(start)
        shown = " ".join(text.split())
        link = prose.within(anchor(start), self.text("line", row=row))
        return [[link, f": {self.text('quoted', text=shown)}"]]

    def typed(self, name: str, value: str, *, most: int = 300) -> str:
        """A line of text."""
        given = st.text_input(self.text(name), value, key=self.key(name), max_chars=most)
        return " ".join(given.split())

    def dated(self, name: str, value: Edtf | None, label: str = "") -> Edtf | None:
        """A date as people write it; said in words as it was understood."""
        given = st.text_input(
            label or self.text(name), value.text if value else "", key=self.key(name), max_chars=60
        )
        found, wrong = understood(given)
        if wrong:
            self._wrong(label or self.text(name), given)
        elif found is not None:
            told = self.text("understood", day=wording.edtf(self.language, found))
            self.say(f"{name}-understood", [told])
        return found

    def day(self, name: str, value: date | None, label: str = "") -> date | None:
        """A day."""
        day = dates.parse(value.isoformat()) if value else None
        found = self.dated(name, day, label)
        if found is not None and not found.is_exact:
            self._wrong(label or self.text(name), found.text)
            return None
        return found.latest if found is not None else None

    def one_of(
        self,
        name: str,
        label: str,
        options: list[_Value],
        value: _Value,
        told: Callable[[Any], str],
    ) -> _Value:
        """One of a few: all are seen at once, and nothing on it is English."""
        found = st.radio(
            label,
            options,
            options.index(value),
            key=self.key(name),
            format_func=told,
            horizontal=True,
        )
        return value if found is None else found

    def chosen(self, name: str, value: _Kind, label: Callable[[_Kind], str]) -> _Kind:
        """One of several."""
        options = list(type(value))
        return self.one_of(
            name, self.text(name), options, value, lambda one: wording.capitalised(label(one))
        )

    def _wrong(self, label: str, given: str) -> None:
        self.wrong.append(self.text("bad_date", label=label, value=given))
        self.say(f"wrong-{label}", [[prose.strong(self.text("check")), " ", self.wrong[-1]]])


def understood(given: str) -> tuple[Edtf | None, bool]:
    """The date that is meant, and whether there is one that cannot be read.

    EDTF, and what people write: 9.4.2024, 9. April 2024, Mai 2023.
    """
    given = given.strip()
    if not given:
        return None, False
    for text in (given, wrong_dates.meant(given)):
        try:
            if text:
                return dates.parse(text), False
        except dates.DateError:
            continue  # the next way to read it
    return None, True
