"""Data packages of odd sizes: our own one, cut down to a few territories, or emptied."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Collection
from pathlib import Path

from ruhrmap import catalog
from support import packages

Row = dict[str, str]

BOCHUM, RECKLINGHAUSEN = "05911", "05562"
HERTEN = "05562020"
LONGEST = 60  # letters of a short name, as the schema allows
LONG_TAIL = "oberverbandsgemeindewaldseenplattenlandschaftsmusterhausen"


def kept(path: Path, wanted: Callable[[Row], bool]) -> list[Row]:
    """Only those rows of a table stay; the table keeps its head."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or ()), [row for row in reader if wanted(row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return rows


def emptied(folder: Path, *tables: str) -> None:
    """No row stays in these tables."""
    for name in tables:
        kept(folder / f"{name}.csv", lambda _: False)


def cut(target: Path, keys: Collection[str]) -> Path:
    """Our own package with these territories alone, and all that is said of them."""
    folder = packages.copied(target)

    def ours(key: str) -> bool:
        return key in keys or (key.endswith("000") and key.removesuffix("000") in keys)

    kept(folder / "territories.csv", lambda row: ours(row["ags"]))
    kept(folder / "population_area.csv", lambda row: ours(row["ags"]))
    members = kept(folder / "members.csv", lambda row: not row["ags"] or ours(row["ags"]))
    ids = {row["member_id"] for row in members}
    for name in ("memberships", "evidence"):
        kept(folder / f"{name}.csv", lambda row: row["member_id"] in ids)
    for name in ("press_links", "search_names"):
        kept(
            folder / f"{name}.csv",
            lambda row: row["member_id"] in ids or (not row["member_id"] and ours(row["ags"])),
        )
    kept(folder / "conflicts.csv", lambda row: set(filter(None, row["members"].split(";"))) <= ids)
    # what was published counts the members of the whole region
    kept(folder / "published_totals.csv", lambda row: row["counts"] == "universities")
    for level in ("districts", "municipalities"):
        bordered(folder / "geo" / f"{level}.geojson", ours)
    return folder


def bordered(path: Path, wanted: Callable[[str], bool]) -> None:
    """Only the boundaries of some keys stay."""
    content = json.loads(path.read_text("utf-8"))
    content["features"] = [one for one in content["features"] if wanted(one["properties"]["ags"])]
    path.write_text(json.dumps(content), "utf-8")


def one_city(target: Path) -> Path:
    """A region of one district that is its one municipality."""
    return cut(target, {BOCHUM})


def one_kreis(target: Path) -> Path:
    """A region of one Kreis with one town, which was a member itself and left."""
    return cut(target, {RECKLINGHAUSEN, HERTEN})


def cities(target: Path) -> Path:
    """A region of independent cities alone: no Kreis, and no town in one."""
    with (catalog.default_path() / "territories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return cut(target, {row["ags"] for row in rows if row["kind"] == "independent_city"})


def long_names(target: Path) -> Path:
    """Our own, where every place and member is called by a word of :data:`LONGEST` letters."""
    folder = packages.copied(target)

    def lengthen(row: Row) -> None:
        for name in row.keys() & {"name", "name_en", "short_name"}:
            row[name] = (row[name].replace("|", "") + LONG_TAIL)[:LONGEST]

    for table in ("territories", "members"):
        packages.changed(folder / f"{table}.csv", lengthen)
    return folder


def no_municipalities(target: Path) -> Path:
    """Districts, and nobody who lives in them."""
    folder = packages.copied(target)
    kept(folder / "territories.csv", lambda row: row["level"] == "district")
    emptied(folder, "population_area")
    bordered(folder / "geo" / "municipalities.geojson", lambda _: False)
    return folder


def nobody(target: Path) -> Path:
    """A region that nobody has joined yet: no member, no source says that one is."""
    folder = cut(target, {RECKLINGHAUSEN, HERTEN})
    emptied(folder, "members", "memberships", "evidence", "published_totals")
    emptied(folder, "press_releases", "press_links", "conflicts", "search_names")
    return folder


def no_press(target: Path) -> Path:
    """Our own, without any press release and what refers to one."""
    folder = packages.copied(target)
    emptied(folder, "press_releases", "press_links")
    return folder


def nothing(target: Path) -> Path:
    """A description and tables without a row."""
    folder = packages.copied(target)
    emptied(folder, *(path.stem for path in folder.glob("*.csv")))
    for path in (folder / "geo").glob("*.geojson"):
        bordered(path, lambda _: False)
    return folder
