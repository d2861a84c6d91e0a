"""The sections on using the data elsewhere: licences, citation, machine access, changes."""

from __future__ import annotations

from typing import Any

from ruhrmap.api import description
from ruhrmap.export import Material, Selection, about, bibtex, citation, licences
from ruhrmap.messages import long_date, message, pick
from ruhrmap.pages import prose
from ruhrmap.view import ViewState

Json = dict[str, Any]


def citing(material: Material, view: ViewState) -> list[Json]:
    """Licences, and how to cite the data: as a sentence and as BibTeX."""
    lang = view.language
    told = about(material, Selection(lang, view.date, view.level))
    return [
        prose.heading(2, message(lang, "data.citing"), "zitieren"),
        prose.paragraph(message(lang, "data.citing_intro")),
        prose.paragraph(prose.strong(message(lang, "data.citing_text"))),
        prose.paragraph(citation(material, lang, told.key_date)),
        prose.paragraph(prose.strong("BibTeX")),
        prose.paragraph(prose.code(bibtex(material, lang))),
        prose.heading(3, message(lang, "data.licences"), "lizenzen"),
        prose.paragraph(message(lang, "data.licences_intro")),
        prose.definitions(
            (one.part, [prose.outward(one.url, f"{one.title} ({one.name})"), f"\n{one.credit}"])
            for one in licences(material, lang)
        ),
    ]


def machines(view: ViewState) -> list[Json]:
    """Addresses for programs, each with a link that shows what it answers."""
    lang = view.language
    asked = f"?date={view.date.isoformat()}&level={view.level.value}"
    addresses = (
        ("coverage", f"{description.COVERAGE}{asked}"),
        ("download", f"{description.DOWNLOAD}?format=csv&scope=all"),
        ("package", description.PACKAGE),
        ("file", description.FILE.replace("{path}", "members.csv")),
        ("feed", description.FEED),
        ("openapi", description.OPENAPI),
    )
    return [
        prose.heading(2, message(lang, "data.machines"), "programme"),
        prose.paragraph(message(lang, "data.machines_intro")),
        prose.definitions(
            (prose.file(path, path), message(lang, f"data.machine_{key}"))
            for key, path in addresses
        ),
        prose.paragraph(message(lang, "data.machines_rules")),
    ]


def changes(material: Material, language: str) -> list[Json]:
    """What changed in the data, newest first."""
    told: list[Json] = []
    for one in reversed(material.catalog.changes):
        title = message(
            language, "data.version", version=one.version, date=long_date(language, one.date)
        )
        told.append(prose.heading(3, title, f"version-{one.version}"))
        told.append(prose.paragraph(pick(language, one.text)))
    return [
        prose.heading(2, message(language, "data.changes"), "aenderungen"),
        prose.paragraph(
            [
                message(language, "data.changes_intro"),
                " ",
                prose.file(description.FEED, message(language, "data.changes_feed")),
            ]
        ),
        *told,
    ]
