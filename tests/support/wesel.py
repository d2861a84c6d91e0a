"""An accession that has not happened, as somebody with a spreadsheet would enter it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
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


def enter(folder: Path) -> None:
    """Append the rows to the tables of a package, and date it."""
    for table, rows in ROWS.items():
        with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    described = folder / "datapackage.json"
    told = json.loads(described.read_text("utf-8"))
    told["version"], day = ROWS["changes"][0][:2]
    told["created"] = f"{day}T00:00:00Z"
    described.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
