"""What a release says, with the place in the text of each statement: frozen and typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ruhrmap.dates import Edtf
from ruhrmap.model import Counts, PressKind
from ruhrmap.package.finding import Finding


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a release beside its text: an e-mail's header, the head of a page."""

    title: str = ""
    released: date | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A date with the words that say so: ``text`` stands at ``start`` of the release.

    ``start`` is -1 where the date comes from the hints.
    """

    value: Edtf
    text: str
    start: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A territory (``ags``) or a university or partner (``member``) that the text names."""

    ags: str | None
    member: str | None
    text: str
    start: int
    sure: bool = True

    @property
    def key(self) -> str:
        """Its key, whichever it has."""
        return self.ags or self.member or ""


@dataclass(frozen=True, slots=True)
class Joiner:
    """Who accedes: ``key`` is the member's, or the ``ags`` of one that is none so far.

    ``represents`` says that the text has a Kreis join on behalf of its towns. ``told`` is false
    where no sentence says that it accedes: it is announced, or named first in an accession.
    """

    key: str
    member_id: str | None
    ags: str | None
    text: str
    start: int
    sure: bool = True
    represents: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """A total that the release publishes. ``as_of`` is None where its date is not known."""

    counts: Counts
    value: int
    as_of: Edtf | None
    text: str
    start: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as it was read. Whatever is not ``sure`` is for a person to decide."""

    text: str
    title: str
    title_sure: bool
    released: Found | None
    signed: Found | None
    publisher: str
    kind: PressKind
    kind_sure: bool
    members: tuple[Joiner, ...]
    mentions: tuple[Mention, ...]
    totals: tuple[Total, ...]
    findings: tuple[Finding, ...]

    def row(self, start: int) -> int:
        """The line of the text, from 1, in which a place is."""
        return self.text.count("\n", 0, max(start, 0)) + 1

    def as_dict(self) -> dict[str, Any]:
        """For JSON: what is proposed, and the places in the text that say so."""
        return {
            "title": self.title,
            "title_sure": self.title_sure,
            "released": str(self.released.value) if self.released else None,
            "released_place": _place(self.released),
            "signed": str(self.signed.value) if self.signed else None,
            "signed_place": _place(self.signed),
            "publisher": self.publisher,
            "kind": self.kind.value,
            "kind_sure": self.kind_sure,
            "members": [one.key for one in self.members],
            "members_places": [
                {
                    "key": one.key,
                    "text": one.text,
                    "start": one.start,
                    "sure": one.sure,
                    "represents": one.represents,
                }
                for one in self.members
            ],
            "mentions": [_mention(one) for one in self.mentions],
            "totals": [
                {
                    "counts": one.counts.value,
                    "value": one.value,
                    "as_of": str(one.as_of) if one.as_of else None,
                    "text": one.text,
                    "start": one.start,
                    "sure": one.sure,
                }
                for one in self.totals
            ],
            "findings": [one.as_dict() for one in self.findings],
        }


def _place(found: Found | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"text": found.text, "start": found.start, "sure": found.sure}


def _mention(one: Mention) -> dict[str, Any]:
    key = {"ags": one.ags} if one.ags is not None else {"member": one.member}
    return {**key, "text": one.text, "start": one.start, "sure": one.sure}
