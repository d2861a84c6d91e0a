"""Two key dates beside each other: one record for each pair of frames.

Which of the two days is the earlier does not matter to a reader, so there is one record a
pair; two days inside one frame are a pair as well. The browser chooses a record by the two
dates and fills these into the texts that leave room for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from ruhrmap import wording
from ruhrmap.coverage import contrast
from ruhrmap.coverage.change import Change, Difference, change_between, difference
from ruhrmap.coverage.counting import area_of, population_of
from ruhrmap.coverage.details import told_of
from ruhrmap.coverage.evidence import evidence_end
from ruhrmap.coverage.figures import Figure
from ruhrmap.coverage.frame import Frame
from ruhrmap.coverage.status import TerritoryStatus, own_memberships, territory_statuses
from ruhrmap.coverage.subject import Subject
from ruhrmap.messages import long_date, pick
from ruhrmap.model import Catalog, Level, MemberKind, Membership, Text

# The legend always says how many are new for certain; the others where there are some.
_ALWAYS_SHOWN = (Change.NEW_MEMBER,)


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A line of the legend: what became of how many territories."""

    change: Change
    count: int
    label: Text


@dataclass(frozen=True, slots=True)
class News:
    """A membership that began or ended between the two days, or may have."""

    membership: Membership
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of everything between a day of one frame and a later day of another.

    Attributes
    ----------
    earlier, later : Frame
        The same frame for two days inside it.
    changes : mapping
        Of each level, what became of each territory, by key.
    hover : mapping
        Of each level, the line under a territory's name.
    differences : mapping
        By the key of a figure: ``districts``, ``municipalities``, ``population``, ``area``,
        ``kommunen``, ``universities``.
    legend : mapping
        Of each level, in the order shown.
    figures : tuple of Figure
    news : tuple of News
        In the order of their days.
    sentence, context, announcement : Text
        With room for the two days: ``{first}`` and ``{last}`` (see :func:`dated`).
    """

    earlier: Frame
    later: Frame
    changes: Mapping[Level, Mapping[str, Change]]
    hover: Mapping[Level, Mapping[str, Text]]
    differences: Mapping[str, Difference]
    legend: Mapping[Level, tuple[ChangeEntry, ...]]
    figures: tuple[Figure, ...]
    news: tuple[News, ...]
    sentence: Text
    context: Text
    announcement: Text


def pair_index(one: int, other: int) -> int:
    """Where the record of two frames stands in :func:`comparisons`.

    Examples
    --------
    >>> pair_index(0, 0), pair_index(0, 1), pair_index(1, 0), pair_index(1, 1)
    (0, 1, 1, 2)
    """
    earlier, later = sorted((one, other))
    return later * (later + 1) // 2 + earlier


def comparisons(catalog: Catalog, frames: Sequence[Frame]) -> tuple[Comparison, ...]:
    """A record for each pair of frames, in the order of :func:`pair_index`."""
    sides = _sides(catalog, frames)
    return tuple(
        _compare(catalog, sides[earlier], sides[later])
        for later in range(len(sides))
        for earlier in range(later + 1)
    )


def compare(catalog: Catalog, one: Frame, other: Frame) -> Comparison:
    """The record of two frames; which is the earlier does not matter."""
    earlier, later = _sides(catalog, sorted((one, other), key=lambda frame: frame.index))
    return _compare(catalog, earlier, later)


def dated(text: Text, one: date, other: date) -> Text:
    """A text of a comparison with its two days filled in.

    Examples
    --------
    >>> text = Text("vom {first} bis zum {last}", "from {first} to {last}")
    >>> dated(text, date(2024, 4, 9), date(2013, 5, 2)).de
    'vom 2. Mai 2013 bis zum 9. April 2024'
    """
    first, last = sorted((one, other))
    return wording.bilingual(
        lambda lang: pick(lang, text).format(
            first=long_date(lang, first), last=long_date(lang, last)
        )
    )


@dataclass(frozen=True)
class _Side:
    """A frame with what decides its statuses, and the own spells of the members."""

    catalog: Catalog
    frame: Frame
    told: Mapping[Level, Mapping[str, TerritoryStatus]]

    @cached_property
    def members(self) -> Mapping[str, TerritoryStatus]:
        """Each member by its own membership alone, never by its territory."""
        return {
            key: told_of(self.catalog, Subject(key, None, member), self.frame.start)
            for key, member in self.catalog.members.items()
        }


def _sides(catalog: Catalog, frames: Sequence[Frame]) -> list[_Side]:
    own = own_memberships(catalog)
    return [_Side(catalog, f, territory_statuses(catalog, f.start, own)) for f in frames]


def _compare(catalog: Catalog, before: _Side, after: _Side) -> Comparison:
    changes = {
        level: {
            ags: change_between(before.told[level][ags], told) for ags, told in of_level.items()
        }
        for level, of_level in after.told.items()
    }
    of_members = {
        key: change_between(before.members[key], told) for key, told in after.members.items()
    }
    differences = _differences(catalog, changes, of_members)
    told = contrast.Told(
        catalog=catalog,
        before=before.frame,
        after=after.frame,
        statuses=after.told,
        earlier_statuses=before.told,
        changes=changes,
        differences=differences,
        evidence_end=evidence_end(catalog),
    )
    return Comparison(
        earlier=before.frame,
        later=after.frame,
        changes=MappingProxyType({k: MappingProxyType(v) for k, v in changes.items()}),
        hover=MappingProxyType(
            {
                level: MappingProxyType(
                    {
                        ags: contrast.hover(one, after.frame.hover[level][ags])
                        for ags, one in of_level.items()
                    }
                )
                for level, of_level in changes.items()
            }
        ),
        differences=MappingProxyType(differences),
        legend=MappingProxyType({level: _legend(of) for level, of in changes.items()}),
        figures=contrast.figures(told),
        news=tuple(_news(of_members, before.members, after.members)),
        sentence=contrast.sentence(told),
        context=contrast.context(told),
        announcement=contrast.announcement(told),
    )


def _differences(
    catalog: Catalog,
    changes: Mapping[Level, Mapping[str, Change]],
    of_members: Mapping[str, Change],
) -> dict[str, Difference]:
    """Each count by its own rule: by territory, by municipality, by own membership."""
    towns = changes[Level.MUNICIPALITY]
    kinds = {key: catalog.members[key].kind for key in of_members}
    kommunen = {key: one for key, one in of_members.items() if kinds[key].is_municipal}
    universities = {
        key: one for key, one in of_members.items() if kinds[key] is MemberKind.UNIVERSITY
    }
    return {
        "districts": difference(changes[Level.DISTRICT], len),
        "municipalities": difference(towns, len),
        "population": difference(towns, lambda keys: population_of(catalog, keys)),
        "area": difference(towns, lambda keys: area_of(catalog, keys)),
        "kommunen": difference(kommunen, len),
        "universities": difference(universities, len),
    }


def _legend(changes: Mapping[str, Change]) -> tuple[ChangeEntry, ...]:
    kinds = list(changes.values())
    counts = {one: kinds.count(one) for one in Change}
    return tuple(
        ChangeEntry(one, count, contrast.change_label(one))
        for one, count in counts.items()
        if count or one in _ALWAYS_SHOWN
    )


def _news(
    changes: Mapping[str, Change],
    before: Mapping[str, TerritoryStatus],
    after: Mapping[str, TerritoryStatus],
) -> list[News]:
    found = []
    for key, one in changes.items():
        deciding = after[key].membership or before[key].membership
        moved = one.new or one.perhaps_new or one in (Change.ENDED, Change.POSSIBLY_ENDED)
        if moved and deciding is not None:
            found.append(News(deciding, one))
    return sorted(found, key=_when)


def _when(news: News) -> tuple[date, date]:
    joined = news.membership.joined
    return joined.latest, joined.earliest
