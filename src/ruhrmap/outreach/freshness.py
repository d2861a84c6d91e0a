"""How old the last evidence is, seen from the key date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap import wording
from ruhrmap.messages import both, both_plural
from ruhrmap.model import Catalog, Evidence, Membership, Says, Text

_LAST_IN_DAYS: Final = 60  # up to here an age is told in days
_LAST_IN_MONTHS: Final = 23
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last evidence on or before the key date.

    Attributes
    ----------
    last : date or None
        Its latest day; None where nothing speaks of the member by then.
    days : int or None
        From that day to the key date.
    age : Text
        The same in words: "vor 2 Jahren und 7 Monaten".
    line : Text
        Date and age; or that there is no evidence; and whether there is later evidence.
    source_ids : tuple of str
        Of the evidence of that day.
    """

    last: date | None
    days: int | None
    age: Text
    line: Text
    source_ids: tuple[str, ...]


def freshness(catalog: Catalog, member_id: str | None, day: date) -> Freshness:
    """How old the last evidence of a member is on a day.

    The rule: "The last evidence is the latest that certainly is not after the key date; its
    age runs from its latest day to the key date. Evidence of a represented place is that of
    its Kreis." What came later is named beside it, but does not make it younger.
    """
    mine = [one for one in catalog.evidence if one.member_id == member_id]
    known = [one for one in mine if one.date.latest <= day]
    later = [one for one in mine if one.date.latest > day]
    if not known:
        key = "outreach.evidence_later" if later else "outreach.evidence_none"
        first = min((one.date for one in later), default=None)
        line = both(
            key,
            when=Text()
            if first is None
            else wording.bilingual(lambda lang: wording.on(lang, first)),
        )
        return Freshness(None, None, Text(), line, ())
    last = max(known, key=lambda one: (one.date.latest, one.date.earliest)).date
    days = (day - last.latest).days
    age = age_in_words(last.latest, day)
    parts = [
        both(
            "outreach.evidence_line",
            when=wording.bilingual(lambda lang: wording.edtf(lang, last)),
            age=age,
        )
    ]
    if later:
        parts.append(both("outreach.evidence_also_later"))
    ids = dict.fromkeys(one.source_id for one in known if one.date.latest == last.latest)
    return Freshness(last.latest, days, age, wording.joined(parts, "; "), tuple(ids))


def age_in_words(then: date, day: date) -> Text:
    """How long ago a day is, in days, full months, or full years and months.

    Examples
    --------
    >>> age_in_words(date(2024, 4, 10), date(2024, 4, 11)).de
    'vor 1 Tag'
    >>> age_in_words(date(2024, 4, 10), date(2024, 12, 31)).de
    'vor 8 Monaten'
    >>> age_in_words(date(2024, 4, 10), date(2026, 11, 21)).de
    'vor 2 Jahren und 7 Monaten'
    """
    days = (day - then).days
    if days == 0:
        return both("outreach.age_same_day")
    if days <= _LAST_IN_DAYS:
        return both_plural("outreach.age_days", days)
    months = _full_months(then, day)
    if months <= _LAST_IN_MONTHS:
        return both_plural("outreach.age_months", months)
    years, rest = divmod(months, _MONTHS)
    if not rest:
        return both_plural("outreach.age_years", years)
    return both_plural(
        "outreach.age_years_and", years, months=both_plural("outreach.age_and_months", rest)
    )


def _full_months(then: date, day: date) -> int:
    months = (day.year - then.year) * _MONTHS + day.month - then.month
    return months - (day.day < then.day)


def lasts_beyond(catalog: Catalog, membership: Membership, until: date) -> bool:
    """Whether a source speaks of a member after its agreement's last day.

    The rule: "Later evidence is evidence of that member which certainly lies after the last
    day of the agreement and does not say that the membership ended. It counts whenever it
    was given, also after the key date: the map, too, says of each day what is known today."
    """
    return any(
        _speaks_for(one, membership.member_id) and one.date.earliest > until
        for one in catalog.evidence
    )


def _speaks_for(one: Evidence, member_id: str) -> bool:
    return one.member_id == member_id and one.says is not Says.ENDED
