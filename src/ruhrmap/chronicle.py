"""The chronicle: who joined when, and what the press said, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ruhrmap import coverage, press, wording
from ruhrmap.coverage import Event, EventKind, Frame
from ruhrmap.coverage.subject import subject
from ruhrmap.coverage.telling import precision_of
from ruhrmap.messages import both
from ruhrmap.model import Catalog, Membership, PressKind, PressRelease, Text
from ruhrmap.view import places


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody of whom an entry tells; ``key`` opens its panel."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the chronicle: an event, or a press item.

    Attributes
    ----------
    key : str
        Of a press item its own.
    kind : EventKind or None
        None of a press item.
    earliest, latest : date or None
        None where there is no date. It is to be greyed before its earliest day, and stands
        in the list by its latest.
    date_label : Text
        As exactly as it is known; "ohne Datum" where it is not.
    title : Text
        What happened, or the title of the press item.
    url : str
        Of a press item; empty where no address is known.
    places : tuple of Place
        Whom the event concerns.
    byline : Text
        Publisher and medium of a press item, and what it is about.
    notes : tuple of Text
        How exactly the date is known and what else must be said.
    after : Text
        The counts from then on.
    source_ids : tuple of str
    """

    key: str
    kind: EventKind | None
    earliest: date | None
    latest: date | None
    date_label: Text
    title: Text
    url: str
    places: tuple[Place, ...]
    byline: Text
    notes: tuple[Text, ...]
    after: Text
    source_ids: tuple[str, ...]


def chronicle(catalog: Catalog, frames: Sequence[Frame]) -> tuple[Entry, ...]:
    """All events and press items by their latest day, events first; undated ones last.

    The rule: "Sorted by latest day, undated last under "ohne Datum"; greyed only if the
    earliest day is after the key date." An event stands before the press items of its day.
    """
    keys = places(catalog)
    events = [_event(catalog, keys, frames, event) for event in coverage.events(catalog)]
    releases = [_release(release) for release in catalog.press_releases.values()]
    return tuple(sorted([*events, *releases], key=_in_time))


def _in_time(entry: Entry) -> tuple[date, date, bool]:
    if entry.latest is None or entry.earliest is None:
        return date.max, date.max, True
    return entry.latest, entry.earliest, entry.kind is None


def about(catalog: Catalog) -> dict[str, frozenset[str]]:
    """For each place that a reader may choose the keys of the entries that concern it.

    Its releases of every scope, as its panel has them; events of its own membership and of
    that of its Kreis; the end of the evidence concerns every place.
    """
    events = coverage.events(catalog)
    chosen = dict.fromkeys(places(catalog).values())
    return {key: _about(catalog, key, events) for key in chosen}


def _about(catalog: Catalog, key: str, events: Sequence[Event]) -> frozenset[str]:
    chosen = subject(catalog, key)
    members = {chosen.member.member_id} if chosen.member else set()
    if chosen.territory is not None:
        kreis = subject(catalog, chosen.territory.district_ags).member
        members |= {kreis.member_id} if kreis else set()
    found = {
        release.press_id
        for releases in press.concerning(catalog, key).values()
        for release in releases
    }
    for event in events:
        mine = {membership.member_id for membership in event.memberships}
        if not mine or mine & members:
            found.add(_key(event))
    return frozenset(found)


def _key(event: Event) -> str:
    span = f"-{event.latest}" if event.is_span else ""
    return f"{event.kind.value}-{event.earliest}{span}"


def _event(
    catalog: Catalog, keys: Mapping[str, str], frames: Sequence[Frame], event: Event
) -> Entry:
    sources = (source for m in event.memberships for source in m.source_ids)
    return Entry(
        key=_key(event),
        kind=event.kind,
        earliest=event.earliest,
        latest=event.latest,
        date_label=event.date_label,
        title=both(f"chronicle.{event.kind.value}"),
        url="",
        byline=Text(),
        places=tuple(_places(catalog, keys, event.memberships)),
        notes=tuple(_notes(catalog, event)),
        after=_after(catalog, frames, event),
        source_ids=tuple(dict.fromkeys(sources)),
    )


def _places(
    catalog: Catalog, keys: Mapping[str, str], memberships: Iterable[Membership]
) -> Iterable[Place]:
    for member_id in dict.fromkeys(m.member_id for m in memberships):
        yield Place(keys[member_id], coverage.member_name(catalog.members[member_id]))


def _after(catalog: Catalog, frames: Sequence[Frame], event: Event) -> Text:
    """The counts that it leaves behind, once it is certain, where it changes any."""
    kinds = {catalog.members[m.member_id].kind for m in event.memberships}
    begins_or_ends = event.kind in (EventKind.ACCESSION, EventKind.ENDED)
    changes = begins_or_ends and any(kind.is_municipal for kind in kinds)
    if not changes or not frames[0].start <= event.latest <= frames[-1].end:
        return Text()
    return coverage.frame_on(frames, event.latest).announcement


def _notes(catalog: Catalog, event: Event) -> Iterable[Text]:
    if event.kind is EventKind.ACCESSION:
        yield from dict.fromkeys(precision_of(m) for m in event.memberships)
    if event.kind in (EventKind.AGREEMENT, EventKind.EVIDENCE):
        yield both(f"chronicle.{event.kind.value}_note")
        return
    # what the data say of an ended membership is told at its end
    ended = event.kind is EventKind.ENDED
    said: dict[Text, list[Text]] = {}
    for membership in event.memberships:
        if membership.note and (membership.left is not None) is ended:
            name = coverage.member_name(catalog.members[membership.member_id])
            said.setdefault(membership.note, []).append(name)
    for note, names in said.items():
        one = len({m.member_id for m in event.memberships}) == 1
        yield note if one else wording.joined([wording.listed_texts(names), note], ": ")


def _release(release: PressRelease) -> Entry:
    when = release.source.date
    shown = press.item(release, date.max)  # what depends on the key date is not used
    publisher = release.source.publisher
    parts = [Text(publisher, publisher), shown.medium_label]
    if release.kind in (PressKind.ACCESSION, PressKind.COOPERATION):
        parts.append(both(f"chronicle.about_{release.kind.value}"))
    return Entry(
        key=release.press_id,
        kind=None,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        date_label=shown.date_label,
        title=Text(release.source.title, release.source.title),
        url=release.source.url,
        places=(),
        after=Text(),
        source_ids=(),
        byline=wording.joined(parts, wording.SEPARATOR),
        notes=tuple(note for note in (release.note, shown.title_note) if note),
    )
