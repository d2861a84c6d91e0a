"""How things stood with each accession of a territory, and who was new: one map for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ruhrmap import wording
from ruhrmap.coverage.accession import Accession, accessions, member_name
from ruhrmap.coverage.change import ADDED, Change
from ruhrmap.coverage.counting import Counting
from ruhrmap.coverage.frame import Frame, frame_on
from ruhrmap.coverage.status import territory_statuses
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Catalog, Level, Text

Marks = Mapping[Level, Mapping[str, Change]]


@dataclass(frozen=True, slots=True)
class Milestone:
    """An accession with the map of its day.

    Attributes
    ----------
    accession : Accession
    frame : Frame
        Of the accession's day, from which on it is certain.
    marks : mapping
        Of each level, the territories that this accession made member or represented, with
        the change to draw them in.
    when, names : Text
        The date as exactly as it is known, and the municipal members that joined.
    how_many : Text
        The number of those members, where there is no room for their names.
    counts : mapping
        Of each level, how many are covered, as the words under the map.
    alternative : mapping
        Of each level, the map in words.
    action : Text
        What the button of the map does.
    """

    accession: Accession
    frame: Frame
    marks: Marks
    when: Text
    names: Text
    how_many: Text
    counts: Mapping[Level, Text]
    alternative: Mapping[Level, Text]
    action: Text


def milestones(catalog: Catalog, frames: Sequence[Frame]) -> tuple[Milestone, ...]:
    """One for each accession of a territory on the time axis, in the order of their days."""
    found = [one for one in accessions(catalog) if one.of_territories]
    shown = [one for one in found if frames[0].start <= one.day <= frames[-1].end]
    return tuple(_milestone(catalog, one, frame_on(frames, one.day)) for one in shown)


def _milestone(catalog: Catalog, accession: Accession, frame: Frame) -> Milestone:
    new = newcomers(catalog, accession.day, frozenset({accession.joined}))
    municipal = [
        member_name(member)
        for member in (catalog.members[key] for key in accession.member_ids)
        if member.kind.is_municipal
    ]
    names = wording.listed_texts(municipal)
    counts = {level: counted(frame.counts, level) for level in Level}
    on = wording.bilingual(lambda lang: wording.on(lang, accession.joined))
    day = wording.bilingual(lambda lang: long_date(lang, accession.day))
    return Milestone(
        accession=accession,
        frame=frame,
        marks=marks(frame, new),
        when=accession.when,
        names=names,
        how_many=both_plural("count.places", len(municipal)),
        counts=MappingProxyType(counts),
        alternative=MappingProxyType(
            {
                level: both("multiples.alternative", when=on, names=names, count=count)
                for level, count in counts.items()
            }
        ),
        action=both("multiples.set", date=day),
    )


def newcomers(
    catalog: Catalog, day: date, dates: frozenset[Edtf]
) -> Mapping[Level, frozenset[str]]:
    """Of each level, what accessions of these dates made member or represented by a day."""
    return MappingProxyType(
        {
            level: frozenset(
                ags
                for ags, one in of_level.items()
                if one.status.covered
                and one.membership is not None
                and one.membership.joined in dates
            )
            for level, of_level in territory_statuses(catalog, day).items()
        }
    )


def marks(frame: Frame, new: Mapping[Level, frozenset[str]]) -> Marks:
    """How newcomers are drawn: as added, by the status that they have now."""
    return MappingProxyType(
        {
            level: MappingProxyType(
                {ags: ADDED[frame.statuses[level][ags]] for ags in sorted(keys)}
            )
            for level, keys in new.items()
        }
    )


def counted(counts: Counting, level: Level) -> Text:
    """How many territories of a level are covered, and how many may be."""
    if level is Level.DISTRICT:
        sure, possible, total = counts.districts, counts.districts_possible, counts.districts_total
    else:
        sure, possible = counts.municipalities, counts.municipalities_possible
        total = counts.municipalities_total
    text = both(f"multiples.count_{level.value}", count=sure, total=total)
    if possible > sure:
        return both("multiples.count_up_to", count=text, possible=possible)
    return text
