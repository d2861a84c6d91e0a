"""The sections on the method: from a date to a status, what is counted, and how it is checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ruhrmap import coverage, payload, wording
from ruhrmap.coverage import Frame, Status
from ruhrmap.export import Material
from ruhrmap.messages import long_date, message, number, pick, plural
from ruhrmap.model import Catalog, Counts, Level
from ruhrmap.pages import prose
from ruhrmap.snapshots import AT_ONCE
from ruhrmap.view import ViewState

Json = dict[str, Any]


def method(catalog: Catalog, frame: Frame, view: ViewState) -> list[Json]:
    """How a date becomes a status, what counts as represented, and the three counts."""
    lang = view.language

    def say(key: str, **fields: str) -> str:
        return message(lang, f"data.method_{key}", **catalog.words, **fields)

    evidence = long_date(lang, coverage.evidence_end(catalog))
    return [
        prose.heading(2, message(lang, "data.method"), "methode"),
        prose.heading(3, say("status"), "status"),
        prose.paragraph(say("status_intro")),
        prose.bullets(
            [
                [prose.strong(f"{_label(lang, Status.MEMBER)}: "), say("member")],
                [prose.strong(f"{_label(lang, Status.STATED)}: "), say("stated")],
                [prose.strong(f"{_label(lang, Status.ASSUMED)}: "), say("assumed")],
                [prose.strong(f"{_label(lang, Status.UNCERTAIN)}: "), say("uncertain")],
                [prose.strong(f"{_label(lang, Status.NONE)}: "), say("none")],
            ],
            ordered=True,
        ),
        prose.paragraph(say("inexact")),
        prose.heading(3, say("counts"), "zaehlungen"),
        prose.paragraph(say("counts_intro")),
        prose.table(
            say("counts_caption", date=long_date(lang, view.date)),
            [say("column_count"), say("column_number"), say("column_possible"), say("column_rule")],
            _counts(catalog, frame, lang),
        ),
        prose.heading(3, say("population"), "bevoelkerung"),
        prose.paragraph(
            [
                say(
                    "population_text",
                    municipalities=plural(
                        lang, "data.method_population_of", len(catalog.at(Level.MUNICIPALITY))
                    ),
                    date=_census_days(catalog, lang),
                ),
                " ",
                *_source_links(_census_sources(catalog), lang),
            ]
        ),
        prose.heading(3, say("after"), "fortschreibung"),
        prose.paragraph(say("after_text", date=evidence)),
    ]


@lru_cache(2 * AT_ONCE)
def totals(material: Material, language: str) -> list[Json]:
    """Published totals beside what is computed; made once."""

    def say(key: str) -> str:
        return message(language, f"data.totals_{key}")

    rows: list[list[prose.Inline]] = []
    for one in coverage.reconcile(material.catalog):
        total = one.total
        least, most = one.certain[0], one.possible[1]
        computed = _number(language, least)
        if most > least:
            computed = message(language, "data.range", first=computed, last=_number(language, most))
        kind = "municipal" if total.counts is Counts.MUNICIPAL_MEMBERS else "universities"
        rows.append(
            [
                wording.capitalised(wording.edtf(language, total.as_of, "short")),
                plural(language, f"data.totals_{kind}", total.value),
                computed,
                say("agrees" if one.reconciles else "differs"),
                [
                    prose.within(payload.anchor(total.source_id), total.source_id),
                    *([f" · {note}"] if (note := pick(language, total.note)) else []),
                    *([f" · {why}"] if (why := pick(language, total.conflict)) else []),
                ],
            ]
        )
    return [
        prose.heading(3, say("heading"), "gesamtzahlen"),
        prose.paragraph(say("intro")),
        prose.table(
            say("caption"),
            [say("as_of"), say("published"), say("computed"), say("result"), say("source")],
            rows,
        ),
    ]


def _counts(catalog: Catalog, frame: Frame, lang: str) -> Iterator[list[str]]:
    counts = frame.counts
    rows = (
        ("kommunen", counts.kommunen, counts.kommunen_possible, None),
        ("districts", counts.districts, counts.districts_possible, counts.districts_total),
        (
            "municipalities",
            counts.municipalities,
            counts.municipalities_possible,
            counts.municipalities_total,
        ),
    )
    for key, sure, possible, total in rows:
        told = _number(lang, sure)
        if total is not None:
            told = message(lang, "data.of", part=told, total=_number(lang, total))
        open_ = message(lang, "data.up_to", value=_number(lang, possible))
        yield [
            message(lang, f"data.count_{key}"),
            told,
            open_ if possible > sure else "–",
            message(lang, f"data.count_{key}_rule", **catalog.words),
        ]


def _source_links(source_ids: list[str], lang: str) -> Iterator[str | Json]:
    yield message(lang, "data.sources_lead")
    yield " "
    for place, source_id in enumerate(source_ids):
        if place:
            yield ", "
        yield prose.within(payload.anchor(source_id), source_id)


def _census_sources(catalog: Catalog) -> list[str]:
    ids = ((one.source_id, one.area_source_id) for one in catalog.census.values())
    return [i for i in dict.fromkeys(i for pair in ids for i in pair) if i]


def _census_days(catalog: Catalog, lang: str) -> str:
    days = sorted({one.population_date for one in catalog.census.values()})
    return ", ".join(long_date(lang, day) for day in days)


def _label(lang: str, status: Status) -> str:
    return wording.capitalised(pick(lang, coverage.status_label(status)))


def _number(lang: str, value: int) -> str:
    return number(lang, value)
