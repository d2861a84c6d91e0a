"""Who may accede where no sentence says so of a name: marked as unsure, for a person to confirm."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ruhrmap.model import Catalog
from ruhrmap.press.reading.deeds import OURS
from ruhrmap.press.reading.joiners import Joining, joiner
from ruhrmap.press.reading.local import is_partner
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.scene import Candidate
from ruhrmap.press.reading.telling import Sentence

_LEAD: Final = 5  # sentences


def supposed(
    catalog: Catalog, places: Places, sentences: tuple[Sentence, ...], joining: Joining
) -> Joining:
    """The joining of an accession, with those who are announced or named first if none is told.

    The rule: whom a sentence announces, else whom the title names, else whom the first
    sentences name, those before others that speak of the initiative.
    """
    if joining.joiners:
        return joining
    title = [one for one in sentences if one.in_title]
    below = title[-1].index if title else -1
    lead = [one for one in sentences if one.in_body and one.index > below][:_LEAD]
    of_us = [one for one in lead if OURS.search(one.text)]
    for names in (joining.planned, *(_names(places, told) for told in (title, of_us, lead))):
        first = {one.key: one for one in reversed(names) if not _is_partner(catalog, one.key)}
        if first:
            own = sorted(first.values(), key=lambda one: one.first)
            joiners = tuple(
                replace(joiner(catalog, places, one, sure=False, represents=False), told=False)
                for one in own
            )
            return replace(joining, joiners=joiners)
    return joining


def _is_partner(catalog: Catalog, key: str) -> bool:
    """Whether it is a partner since the founding, who joins nobody."""
    member = catalog.members.get(key)
    return member is not None and is_partner(member.kind)


def _names(places: Places, sentences: list[Sentence]) -> tuple[Candidate, ...]:
    names = [
        one
        for sentence in sentences
        for one in places.scene.between(sentence.first, sentence.behind)
        if not one.is_adjective
    ]
    # "drei Städte aus dem Kreis Recklinghausen": beside its towns a Kreis says where they are
    towns = [one for one in names if not one.entry.is_kreis]
    return tuple(towns or names)
