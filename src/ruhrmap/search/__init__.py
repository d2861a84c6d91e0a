"""Finding a municipality, district, partner or press release by what somebody types.

Tolerant of case, umlauts in any spelling, hyphens, abbreviations and small slips. The rule
of ranking stands in :mod:`ruhrmap.search.index`; other names of places are data
(``search_names.csv``). Nothing typed is an error.
"""

from ruhrmap.search.answer import answer
from ruhrmap.search.entries import Group
from ruhrmap.search.index import LONGEST, Found, Index, Results

__all__ = ["LONGEST", "Found", "Group", "Index", "Results", "answer"]
