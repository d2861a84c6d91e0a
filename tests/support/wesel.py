"""An accession that has not happened, as somebody with a spreadsheet would enter it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# The rows that enter it: table, then the cells in the order of the columns.
ROWS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "members": (("kreis-wesel", "Kreis Wesel", "Kreis Wesel", "Kreis Wesel", "kreis", "05170"),),
    "memberships": (
        ("kreis-wesel-1", "kreis-wesel", "2027-02-01", "", "signing", "", "assumed", "P116", "",
         ""),
    ),
    "evidence": (("kreis-wesel", "P116", "2027-02-01", "joined"),),
    "sources": (
        ("P116", "Der Kreis Wesel ist dabei", "true", "2027-02-02", "RuhrFutur",
         "https://www.ruhrfutur.de/wesel", "2027-02-03", "citation-only", "",
         "RuhrFutur: Der Kreis Wesel ist dabei. 2. Februar 2027."),
    ),
    "press_releases": (("P116", "press_release", "accession", "", ""),),
    "press_links": (("P116", "kreis-wesel", ""),),
    "changes": (
        ("1.1.0", "2027-02-03", "Der Kreis Wesel ist Mitglied.", "Kreis Wesel is a member."),
    ),
}  # fmt: skip
