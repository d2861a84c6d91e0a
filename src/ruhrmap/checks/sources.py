"""Checks of sources, press releases, notes and known conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruhrmap.checks.needs import needs
from ruhrmap.model import Text
from ruhrmap.package import Package
from ruhrmap.package.finding import Finding, error

# Licences that ask for nothing have no text that must be linked.
_NO_LICENCE_TEXT: Final = "citation-only"
# Their texts are required in both languages: a missing one is a finding already.
_TEXTS_REQUIRED: Final = frozenset({"conflicts", "changes"})


@needs(press_links="press_id member_id ags")
def press_link_has_one_subject(package: Package) -> Iterator[Finding]:
    """A link names a member or a territory, not both and not neither."""
    table = package["press_links"]
    for row in table:
        if bool(row.raw.get("member_id")) == bool(row.raw.get("ags")):
            code = "link_both" if row.raw.get("ags") else "link_neither"
            yield error(code, table.file, row.number, "member_id")


@needs(press_links="ags", members="member_id ags")
def press_link_names_the_member(package: Package) -> Iterator[Finding]:
    """A territory that is a member is linked as that member.

    Otherwise its releases would be told apart from those that name the member.
    """
    table = package["press_links"]
    members = {row.text("ags"): row.text("member_id") for row in package["members"]}
    for row in table:
        ags = row.text("ags")
        member = members.get(ags) or members.get(ags.removesuffix("000"))
        if ags and member:
            fields = {"value": ags, "member": member}
            yield error("link_member", table.file, row.number, "ags", **fields)


@needs(sources="licence licence_url")
def licence_has_address(package: Package) -> Iterator[Finding]:
    """Where more than bibliographic facts is used, the licence can be read."""
    table = package["sources"]
    for row in table:
        licence = row.text("licence")
        if licence and licence != _NO_LICENCE_TEXT and not row.raw.get("licence_url"):
            fields = {"value": licence}
            yield error("licence_address", table.file, row.number, "licence_url", **fields)


def notes_in_both_languages(package: Package) -> Iterator[Finding]:
    """A note for the public stands in German and in English, or not at all."""
    for table in package.tables.values():
        pairs = [
            (column, f"{column[:-3]}_en")
            for column in sorted(table.columns)
            if column.endswith("_de") and f"{column[:-3]}_en" in table.columns
        ]
        for row in table:
            for pair in pairs:
                filled = [column for column in pair if row.raw.get(column)]
                if len(filled) == 1 and table.name not in _TEXTS_REQUIRED:
                    missing = next(column for column in pair if column not in filled)
                    fields = {"missing": missing, "filled": filled[0]}
                    yield error("note_one_language", table.file, row.number, missing, **fields)


@needs(conflicts="text_de text_en")
def known_conflicts(package: Package) -> Iterator[Finding]:
    """Sources that contradict each other are told, with what is used."""
    table = package["conflicts"]
    for row in table:
        text = Text(row.text("text_de"), row.text("text_en"))
        if text.de and text.en:
            yield Finding("conflict_known", "note", table.file, row.number, None, text)
