"""The lists of open accessions as PDF, for a meeting: A4 across, the key date on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruhrmap import outreach, wording
from ruhrmap.export.material import Material
from ruhrmap.export.outreach_front import Front, OutreachOrder, front
from ruhrmap.export.paper import Paper
from ruhrmap.export.tables import reference
from ruhrmap.messages import message, number, pick, short_date
from ruhrmap.outreach import Entry, ListKind, OutreachList

# column -> width in parts
_COLUMNS: Final = {
    "name": 34,
    "kind": 33,
    "population": 24,
    "area": 19,
    "share": 25,
    "near": 66,
    "effect": 33,
    "evidence": 30,
    "press": 26,
}
_NUMBERS: Final = frozenset({2, 3, 4})


def write(material: Material, order: OutreachOrder) -> bytes:
    """The document; the same bytes for the same data and order."""
    lang, told = order.language, front(material, order)
    about = told.about
    paper = Paper(
        title=told.title,
        subject=told.subject,
        author=material.creator,
        language=lang,
        day=about.data_date,
        running=(told.title, told.subject),
        foot=(
            about.state,
            message(lang, "outreach.page_of", page="{page}", pages="{pages}"),
        ),
    )
    paper.boxes(
        [
            (str(len(one.entries)), pick(lang, one.title), pick(lang, one.about))
            for one in told.lists
        ]
    )
    if told.assumed:
        paper.framed(message(lang, "outreach.label_assumed"), told.assumed)
    for one in told.lists:
        _list(paper, one, told, lang)
    _rules(paper, told, lang)
    _sources(paper, material, told, lang)
    return paper.bytes()


def _list(paper: Paper, one: OutreachList, told: Front, lang: str) -> None:
    paper.heading(f"{pick(lang, one.title)} ({len(one.entries)})")
    if not one.entries:
        paper.paragraph(pick(lang, one.empty))
        return
    paper.paragraph(pick(lang, one.about))
    heads = [message(lang, f"outreach.column_{key}") for key in _COLUMNS]
    heads[1] = message(lang, "outreach.column_kind")
    if one.kind is not ListKind.OPEN:
        heads[6] = message(lang, "outreach.column_without")
    rows = [tuple(_cells(entry, told, lang)) for entry in one.entries]
    paper.table(heads, list(_COLUMNS.values()), rows, numbers=_NUMBERS)


def _cells(entry: Entry, told: Front, lang: str) -> Iterator[str]:
    near, effect, fresh = entry.neighbourhood, entry.effect, entry.freshness
    assumed = entry.place.ags in told.assumed_keys
    name = entry.place.name
    yield f"{name}\n{message(lang, 'outreach.is_assumed')}" if assumed else name
    yield "\n".join(part for part in (pick(lang, entry.kind_label), entry.district) if part)
    yield "–" if entry.population is None else number(lang, entry.population)
    yield "–" if entry.area_km2 is None else number(lang, entry.area_km2, 2)
    yield pick(lang, outreach.border_share(near.covered))
    yield "\n".join(pick(lang, text) for text in outreach.briefly(near)) or "–"
    yield f"{pick(lang, effect.shares)}\n{pick(lang, effect.places)}"
    if fresh.last is None:
        yield pick(lang, fresh.line)
    else:
        yield f"{short_date(lang, fresh.last)}\n{pick(lang, fresh.age)}"
    yield _press(entry, lang)


def _press(entry: Entry, lang: str) -> str:
    """How many items there are, and when the newest one up to the key date appeared."""
    items = [item for group in entry.releases for item in group.items]
    if not items:
        return "–"
    dated = [
        item for item in items if item.release.source.date is not None and not item.after_key_date
    ]
    if not dated:
        return number(lang, len(items))
    newest = max(item.release.source.date for item in dated if item.release.source.date)
    when = wording.edtf(lang, newest, "short")
    return message(lang, "outreach.press_newest", count=number(lang, len(items)), date=when)


def _rules(paper: Paper, told: Front, lang: str) -> None:
    paper.heading(message(lang, "outreach.ui_rules"))
    for term, text in told.rules:
        paper.definition(term, text)


def _sources(paper: Paper, material: Material, told: Front, lang: str) -> None:
    about = told.about
    paper.heading(message(lang, "outreach.label_sources"))
    paper.definition(message(lang, "export.label_state"), about.state)
    paper.definition(message(lang, "export.label_population"), about.population)
    for one in about.licences:
        paper.definition(one.part, f"{one.title} ({one.name}) {one.url}\n{one.credit}")
    paper.definition(message(lang, "export.label_citation"), about.citation)
    paper.definition(message(lang, "export.label_unknown"), " ".join(about.unknown))
    paper.heading(message(lang, "outreach.label_used", count=number(lang, len(told.source_ids))))
    for key in told.source_ids:
        source = material.catalog.sources[key]
        paper.reference(key, reference(source, lang), source.url)
