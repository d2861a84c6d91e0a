"""Who still has to join, and where to ask next: three lists for a key date.

Pages, Excel and PDF show what :func:`lists` gives; none of them decides who stands in a list,
in which order, or what is said. Status and counts are those of :mod:`ruhrmap.coverage`.
"""

from ruhrmap.outreach.effect import Effect
from ruhrmap.outreach.freshness import Freshness
from ruhrmap.outreach.listing import Entry, ListKind, OutreachList, lists
from ruhrmap.outreach.neighbourhood import Door, Neighbourhood, border_share, briefly
from ruhrmap.outreach.rules import Rule, rules

__all__ = [
    "Door",
    "Effect",
    "Entry",
    "Freshness",
    "ListKind",
    "Neighbourhood",
    "OutreachList",
    "Rule",
    "border_share",
    "briefly",
    "lists",
    "rules",
]
