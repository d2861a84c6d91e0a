"""Checks of the names by which the search finds a place."""

from __future__ import annotations

from collections.abc import Iterator

from ruhrmap.checks.needs import needs
from ruhrmap.model import MemberKind
from ruhrmap.package import Package
from ruhrmap.package.finding import Finding, error


@needs(search_names="name ags member_id")
def search_name_means_one_place(package: Package) -> Iterator[Finding]:
    """A name means a territory or a partner, not both and not neither."""
    table = package["search_names"]
    for row in table:
        if bool(row.raw.get("ags")) == bool(row.raw.get("member_id")):
            code = "link_both" if row.raw.get("ags") else "link_neither"
            yield error(code, table.file, row.number, "ags")


@needs(search_names="member_id", members="member_id kind ags")
def search_name_of_a_municipal_member_is_its_territorys(package: Package) -> Iterator[Finding]:
    """A town or Kreis is named by its ``ags``: it can be found whether it is a member or not."""
    table = package["search_names"]
    territories = {
        row.text("member_id"): row.text("ags")
        for row in package["members"]
        if row.text("kind") and MemberKind(row.text("kind")).is_municipal
    }
    for row in table:
        member = row.text("member_id")
        if member in territories:
            fields = {"value": member, "ags": territories[member]}
            yield error("search_name_member", table.file, row.number, "member_id", **fields)
