"""Checks of territories and of their inhabitants and areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ruhrmap.checks.needs import needs
from ruhrmap.model import Level, TerritoryKind
from ruhrmap.package import Package
from ruhrmap.package.finding import Finding, error

_DIGITS: Final = {Level.DISTRICT: 5, Level.MUNICIPALITY: 8}
_KINDS: Final = {
    Level.DISTRICT: (TerritoryKind.INDEPENDENT_CITY, TerritoryKind.KREIS),
    Level.MUNICIPALITY: (
        TerritoryKind.INDEPENDENT_CITY,
        TerritoryKind.TOWN,
        TerritoryKind.MUNICIPALITY,
    ),
}


@needs(territories="ags level kind")
def level_fits_key_and_kind(package: Package) -> Iterator[Finding]:
    """A district has 5 digits and is a city or a Kreis; a municipality has 8 and is no Kreis."""
    table = package["territories"]
    for row in table:
        ags, level, kind = row.text("ags"), row.text("level"), row.text("kind")
        if not ags or not level:
            continue
        digits = _DIGITS[Level(level)]
        if len(ags) != digits:
            fields = {"value": ags, "level": level, "digits": digits}
            yield error("territory_key", table.file, row.number, "ags", **fields)
        if kind and kind not in _KINDS[Level(level)]:
            choices = ", ".join(_KINDS[Level(level)])
            fields = {"value": kind, "level": level, "choices": choices}
            yield error("territory_kind", table.file, row.number, "kind", **fields)


@needs(territories="short_name")
def break_is_within_a_word(package: Package) -> Iterator[Finding]:
    """The bar that says where a name may be broken on the map has letters on both sides."""
    table = package["territories"]
    for row in table:
        name = row.text("short_name")
        before, bar, after = name.partition("|")
        if bar and not (before[-1:].isalpha() and after[:1].isalpha() and "|" not in after):
            yield error("territory_break", table.file, row.number, "short_name", value=name)


@needs(territories="ags level kind district_ags")
def district_fits(package: Package) -> Iterator[Finding]:
    """A territory lies in the district its key begins with, and both are of one kind.

    An independent city is both: a district and its only municipality.
    """
    table = package["territories"]
    districts = {row.text("ags"): row for row in table if row.text("level") == Level.DISTRICT}
    for row in table:
        ags, named, kind = row.text("ags"), row.text("district_ags"), row.text("kind")
        if not ags or not named:
            continue
        own = ags[:5]
        if named != own:
            fields = {"value": named, "expected": own}
            yield error("territory_district", table.file, row.number, "district_ags", **fields)
        elif named not in districts:
            yield error(
                "territory_no_district", table.file, row.number, "district_ags", value=named
            )
        elif kind and districts[named].text("kind"):
            city = TerritoryKind.INDEPENDENT_CITY
            if (kind == city) != (districts[named].text("kind") == city):
                fields = {"value": kind, "other": districts[named].text("kind"), "key": named}
                yield error("territory_kinds_differ", table.file, row.number, "kind", **fields)


@needs(territories="ags level kind district_ags")
def districts_have_municipalities(package: Package) -> Iterator[Finding]:
    """Every district has municipalities, an independent city exactly one."""
    table = package["territories"]
    towns = Counter(
        row.text("district_ags") for row in table if row.text("level") == Level.MUNICIPALITY
    )
    for row in table:
        if row.text("level") != Level.DISTRICT or not row.text("ags"):
            continue
        found = towns[row.text("ags")]
        if found == 0:
            yield error("district_empty", table.file, row.number, "ags", value=row.text("ags"))
        elif row.text("kind") == TerritoryKind.INDEPENDENT_CITY and found > 1:
            fields = {"value": row.text("ags"), "count": found}
            yield error("district_city", table.file, row.number, "ags", **fields)


@needs(territories="ags level", population_area="ags")
def census_covers_each_municipality(package: Package) -> Iterator[Finding]:
    """Inhabitants and area of every municipality, and of nothing else.

    The sums over municipalities are what the page calls inhabitants and area.
    """
    census, territories = package["population_area"], package["territories"]
    # Also rows that could not be read whole: they are there, and have their own finding.
    counted = {row.raw.get("ags") for row in census.rows}
    for row in territories:
        ags = row.text("ags")
        if row.text("level") == Level.MUNICIPALITY and ags and ags not in counted:
            yield error("census_missing", census.file, None, "ags", value=ags)
    districts = {row.text("ags") for row in territories if row.text("level") == Level.DISTRICT}
    for row in census:
        if row.text("ags") in districts:
            value = row.text("ags")
            yield error("census_district", census.file, row.number, "ags", value=value)
