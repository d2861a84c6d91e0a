"""What happened when: accessions, ends, agreements that ran out, the end of the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ruhrmap import wording
from ruhrmap.coverage.accession import accessions, member_name
from ruhrmap.coverage.evidence import evidence_end
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, long_date
from ruhrmap.model import Catalog, Membership, Text

_ONE_DAY = timedelta(days=1)


class EventKind(StrEnum):
    """What kind of thing happened."""

    ACCESSION = "accession"
    ENDED = "ended"
    AGREEMENT = "agreement"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to memberships, or to what is known of them.

    Attributes
    ----------
    kind : EventKind
    earliest, latest : date
        The days between which it happened, both included; the same where the day is known.
    date_label : Text
        As exactly as it is known: "zwischen 31. Mai 2023 und 8. April 2024".
    what : Text
        In a few words: "Beitritt: Oberhausen".
    memberships : tuple of Membership
        Whom it concerns; of the end of the evidence none.
    turns : tuple of date
        The turning days that it makes, with those off the time axis.
    """

    kind: EventKind
    earliest: date
    latest: date
    date_label: Text
    what: Text
    memberships: tuple[Membership, ...]
    turns: tuple[date, ...]

    @property
    def is_span(self) -> bool:
        """Whether the day is not known."""
        return self.earliest != self.latest


def events(catalog: Catalog) -> tuple[Event, ...]:
    """Everything that makes a turning day, in the order of the days from which it is certain.

    Accessions as :func:`ruhrmap.coverage.accessions` has them; ended memberships by their
    end, and agreements by their last day, several of one date in one.
    """
    found = [*_joined(catalog), *_ended(catalog), *_agreements(catalog), *_evidence(catalog)]
    return tuple(sorted(found, key=lambda event: (event.latest, event.earliest)))


def what_turns(found: Iterable[Event], day: date) -> Text:
    """What happens on a turning day: of a span, whether it may have begun or is over."""
    return wording.joined([_turning(event, day) for event in found if day in event.turns], "; ")


def _turning(event: Event, day: date) -> Text:
    if not event.is_span:
        return event.what
    return both(f"event.{'first' if day == event.earliest else 'last'}_day", what=event.what)


def _joined(catalog: Catalog) -> Iterable[Event]:
    for accession in accessions(catalog):
        mine = tuple(m for m in catalog.memberships if m.joined == accession.joined)
        what = both("event.accession", names=accession.names)
        yield _dated(EventKind.ACCESSION, accession.joined, what, mine)


def _ended(catalog: Catalog) -> Iterable[Event]:
    by_date: dict[Edtf, list[Membership]] = {}
    for membership in catalog.memberships:
        if membership.left is not None:
            by_date.setdefault(membership.left, []).append(membership)
    for left, mine in by_date.items():
        what = both("event.ended", names=_names(catalog, mine))
        yield _dated(EventKind.ENDED, left, what, tuple(mine))


def _dated(kind: EventKind, when: Edtf, what: Text, mine: tuple[Membership, ...]) -> Event:
    return Event(
        kind=kind,
        earliest=when.earliest,
        latest=when.latest,
        date_label=wording.bilingual(lambda lang: wording.capitalised(wording.edtf(lang, when))),
        what=what,
        memberships=mine,
        turns=(when.earliest, when.latest),
    )


def _agreements(catalog: Catalog) -> Iterable[Event]:
    by_day: dict[date, list[Membership]] = {}
    for membership in catalog.memberships:
        if membership.agreement_until is not None:
            by_day.setdefault(membership.agreement_until, []).append(membership)
    for until, mine in by_day.items():
        what = both("event.agreement", names=_names(catalog, mine))
        yield _on_day(EventKind.AGREEMENT, until, what, tuple(mine))


def _evidence(catalog: Catalog) -> Iterable[Event]:
    if any(catalog.members[e.member_id].kind.is_municipal for e in catalog.evidence):
        yield _on_day(EventKind.EVIDENCE, evidence_end(catalog), both("event.evidence"), ())


def _on_day(kind: EventKind, last: date, what: Text, mine: tuple[Membership, ...]) -> Event:
    """What holds to the end of a day: it turns on the next one."""
    label = wording.bilingual(lambda lang: long_date(lang, last))
    return Event(kind, last, last, label, what, mine, (last + _ONE_DAY,))


def _names(catalog: Catalog, mine: Iterable[Membership]) -> Text:
    members = dict.fromkeys(m.member_id for m in mine)
    return wording.listed_texts([member_name(catalog.members[one]) for one in members])
