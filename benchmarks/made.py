"""A made data package of any number of areas, which the app reads like its own.

Nothing of it is true but its form: districts of up to 25 municipalities join on eight
days, an eleventh part never, so that each step recolours about an eighth of the map.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.grid import NORTH, SOUTH, WEST, Block, Grid, Line, area_km2, shape_of

DISTRICT_SIDE: Final = 5
NEVER: Final = 11  # every eleventh district never joins

# One in the middle is known only as a span, so that uncertain areas are drawn too.
JOINED: Final = (
    "2014-03-03",
    "2015-06-10",
    "2016-09-01",
    "[2018-01-15..2018-11-30]",
    "2020-02-01",
    "2021-05-20",
    "2022-08-08",
    "2023-10-04",
)
EVIDENCE_END: Final = "2024-04-10"
_DATASETS: Final = ("D01", "D02", "D03")  # the app credits borders, inhabitants, areas
_RELEASES: Final = {"P001": JOINED[0], "P002": EVIDENCE_END}
_OTHERS: Final = (("hochschule", "university"), ("land", "state"), ("stiftung", "foundation"))


Row = dict[str, object]


@dataclass(frozen=True)
class District:
    """A made district with the cells that are its municipalities."""

    number: int
    ags: str
    block: Block
    place: str = "Gebiet"

    @property
    def member_id(self) -> str:
        """Key of the district as a member."""
        return f"kreis-{self.number}"

    @property
    def joined(self) -> str | None:
        """When it joined, EDTF."""
        return None if self.number % NEVER == NEVER - 1 else JOINED[self.number % len(JOINED)]

    @property
    def name(self) -> str:
        """Without what it is."""
        return f"{self.place} {self.number + 1}"

    def municipalities(self) -> list[tuple[str, Block]]:
        """Key and cell of each of its municipalities."""
        cells = [
            Block(self.block.top + row, self.block.left + column, 1, 1)
            for row in range(self.block.rows)
            for column in range(self.block.columns)
        ]
        return [(f"{self.ags}{number:03}", cell) for number, cell in enumerate(cells, start=1)]


@dataclass(frozen=True)
class Elsewhere:
    """What a made region is called, for packages that have nothing of the real one.

    ``described`` takes the place of ``ruhrmap`` in the description; its axis stays. ``land`` is
    the first two digits of every key.
    """

    package: str
    described: dict[str, Any]
    land: str
    place: str = "Gebiet"
    side: int = DISTRICT_SIDE  # of a district, in municipalities


def write(folder: Path, count: int, own: Path, elsewhere: Elsewhere | None = None) -> None:
    """Write a package of ``count`` municipalities; ``own`` is the folder of the real one.

    From the real package comes its description alone: tables, columns and time axis are
    the same. ``elsewhere`` gives it names of its own.

    Raises
    ------
    ValueError
        If there are more districts than keys of three digits.
    """
    grid = Grid(*shape_of(count))
    land, side, place = ("05", DISTRICT_SIDE, "Gebiet")
    if elsewhere is not None:
        land, side, place = elsewhere.land, elsewhere.side, elsewhere.place
    districts = [
        District(number, f"{land}{number:03}", block, place)
        for number, block in enumerate(grid.blocks(side))
    ]
    if len(districts) > 1000:
        raise ValueError(f"{count} areas make {len(districts)} districts, more than 1000")
    folder.mkdir(parents=True, exist_ok=True)
    description = (own / "datapackage.json").read_text("utf-8")
    if elsewhere is not None:
        description = _described_anew(json.loads(description), elsewhere)
    (folder / "datapackage.json").write_text(description, "utf-8")
    tables: dict[str, list[Row]] = {
        "territories": [*_upper(districts), *_lower(districts)],
        "population_area": _census(grid, districts),
        "members": _members(districts),
        "memberships": _memberships(districts),
        "evidence": _evidence(districts),
        "published_totals": _totals(districts),
        "sources": _sources(),
        "press_releases": [
            {"press_id": key, "medium": "press_release", "kind": "accession"} for key in _RELEASES
        ],
        "press_links": [{"press_id": "P001", "member_id": "land"}],
        "changes": [_change(json.loads(description))],
    }
    for resource in json.loads(description)["resources"]:
        if isinstance(schema := resource.get("schema"), dict):
            columns = [field["name"] for field in schema["fields"]]
            _write_table(folder / resource["path"], columns, tables.get(resource["name"], []))
    _write_boundaries(folder / "geo", grid, districts)


def _described_anew(description: dict[str, Any], elsewhere: Elsewhere) -> str:
    """The description with the columns of the real package and nothing else of it."""
    axis = description["ruhrmap"]["axisStart"]
    own = {"axisStart": axis, **elsewhere.described}
    name = elsewhere.package
    for resource in description["resources"]:
        resource.pop("sources", None)
        resource.pop("description", None)
        for field in resource.get("schema", {}).get("fields", ()):
            field.pop("example", None)
            field.pop("description", None)
    contributors = [{"title": f"{name} contributors", "roles": ["creator"]}]
    description |= {"name": name, "title": name, "description": name, "ruhrmap": own}
    return json.dumps(description | {"contributors": contributors}, ensure_ascii=False)


def _change(described: dict[str, Any]) -> Row:
    text = {"text_de": "Erdacht.", "text_en": "Made up."}
    return {"version": described["version"], "date": described["created"][:10], **text}


def _upper(districts: Sequence[District]) -> list[Row]:
    return [
        {
            "ags": one.ags,
            "level": "district",
            "kind": "kreis",
            "name": f"Kreis {one.name}",
            "short_name": one.name,
            "district_ags": one.ags,
        }
        for one in districts
    ]


def _lower(districts: Sequence[District]) -> list[Row]:
    return [
        {
            "ags": ags,
            "level": "municipality",
            "kind": "town",
            "name": f"{one.name}-{number}",
            "short_name": f"{one.name}-{number}",
            "district_ags": one.ags,
        }
        for one in districts
        for number, (ags, _) in enumerate(one.municipalities(), start=1)
    ]


def _census(grid: Grid, districts: Sequence[District]) -> list[Row]:
    return [
        {
            "ags": ags,
            "population": 1000 + int(ags) * 7919 % 90_000,
            "population_date": "2022-05-15",
            "area_km2": round(area_km2(grid.ring(cell)), 2),
            "source_id": "D02",
            "area_source_id": "D03",
        }
        for one in districts
        for ags, cell in one.municipalities()
    ]


def _members(districts: Sequence[District]) -> list[Row]:
    kreise: list[Row] = [
        {
            "member_id": one.member_id,
            "name": f"Kreis {one.name}",
            "name_en": f"{one.name} district",
            "short_name": one.name,
            "kind": "kreis",
            "ags": one.ags,
        }
        for one in districts
        if one.joined
    ]
    others: list[Row] = [
        {"member_id": key, "name": key, "name_en": key, "short_name": key, "kind": kind}
        for key, kind in _OTHERS
    ]
    return kreise + others


def _memberships(districts: Sequence[District]) -> list[Row]:
    kreise: list[Row] = [
        {
            "membership_id": f"{one.member_id}-1",
            "member_id": one.member_id,
            "joined": one.joined,
            "joined_basis": "signing",
            "representation": ("stated", "assumed")[one.number // len(JOINED) % 2],
            "sources": "P001",
        }
        for one in districts
        if one.joined
    ]
    others: list[Row] = [
        {
            "membership_id": f"{key}-1",
            "member_id": key,
            "joined": JOINED[0],
            "joined_basis": "founding",
            "sources": "P001",
        }
        for key, _ in _OTHERS
    ]
    return kreise + others


def _evidence(districts: Sequence[District]) -> list[Row]:
    keys = [one.member_id for one in districts if one.joined] + [key for key, _ in _OTHERS]
    return [
        {"member_id": key, "source_id": "P002", "date": EVIDENCE_END, "says": "listed"}
        for key in keys
    ]


def _totals(districts: Sequence[District]) -> list[Row]:
    return [
        {
            "total_id": "T01",
            "as_of": EVIDENCE_END,
            "counts": "municipal_members",
            "value": sum(1 for one in districts if one.joined),
            "source_id": "P002",
        }
    ]


def _sources() -> list[Row]:
    return [
        {
            "source_id": key,
            "title": f"Made {key}",
            "title_read": "true",
            "date": day,
            "publisher": "Benchmark",
            "accessed": EVIDENCE_END,
            "licence": "citation-only",
            "citation": f"Benchmark: made {key}.",
        }
        for key, day in (*((key, "") for key in _DATASETS), *_RELEASES.items())
    ]


def _write_boundaries(folder: Path, grid: Grid, districts: Sequence[District]) -> None:
    folder.mkdir(exist_ok=True)
    beside = WEST - 0.5  # a neighbour in the west, drawn faintly
    around: Line = [(beside, SOUTH), (WEST, SOUTH), (WEST, NORTH), (beside, NORTH), (beside, SOUTH)]
    upper = [(one.ags, grid.ring(one.block)) for one in districts]
    lower = [(ags, grid.ring(cell)) for one in districts for ags, cell in one.municipalities()]
    _write_geojson(folder / "districts.geojson", upper)
    _write_geojson(folder / "municipalities.geojson", lower)
    _write_geojson(folder / "context.geojson", [("09999", around)])


def _write_geojson(path: Path, rings: Iterable[tuple[str, Line]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"ags": ags},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ags, ring in rings
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, separators=(",", ":")), "utf-8")


def _write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
