"""The records of two key dates, packed small: chosen in the browser by the two dates.

Texts that recur are kept once a language and named by their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruhrmap import coverage, wording
from ruhrmap.coverage import Comparison, Frame, telling
from ruhrmap.messages import both
from ruhrmap.model import Catalog, Membership, Representation, Text
from ruhrmap.payload import CHANGE_CODES, Interned, anchor
from ruhrmap.view import places

Json = dict[str, Any]

_UNCHANGED = "."


def comparison(catalog: Catalog, frames: Sequence[Frame]) -> Json:
    """One record for each pair of frames, in the order of ``coverage.pair_index``."""
    texts = Interned()
    records = coverage.comparisons(catalog, frames)
    return {
        "pairs": [_pair(catalog, record, texts) for record in records],
        "figures": [
            {
                "key": figure.key,
                "anchor": anchor(figure.source_ids[0] if figure.source_ids else None),
            }
            for figure in records[0].figures
        ],
        "labels": {
            code: texts.index(coverage.change_label(change))
            for change, code in CHANGE_CODES.items()
        },
        **_memberships(catalog, texts),
        "texts": texts.by_language(),
    }


def _pair(catalog: Catalog, record: Comparison, texts: Interned) -> Json:
    news = {one.membership.membership_id: CHANGE_CODES[one.change] for one in record.news}
    return {
        **{
            level: "".join(CHANGE_CODES[one] for one in changes.values())
            for level, changes in record.changes.items()
        },
        "news": "".join(news.get(m.membership_id, _UNCHANGED) for m in catalog.memberships),
        "sentence": texts.index(record.sentence),
        "context": texts.index(record.context),
        "announcement": texts.index(record.announcement),
        "figures": [
            [texts.index(text) for text in (figure.value, figure.label, figure.note)]
            for figure in record.figures
        ],
        "legend": {
            level: [[CHANGE_CODES[entry.change], entry.count] for entry in entries]
            for level, entries in record.legend.items()
        },
    }


def _memberships(catalog: Catalog, texts: Interned) -> Json:
    """What the list says of each membership, by accession; the pairs say which of them."""
    accessions = coverage.accessions(catalog)
    groups = {accession.joined: index for index, accession in enumerate(accessions)}
    keys = places(catalog)
    cited = list(dict.fromkeys(s for m in catalog.memberships for s in m.source_ids))
    return {
        "memberships": [
            {
                "place": keys[one.member_id],
                "name": texts.index(coverage.member_name(catalog.members[one.member_id])),
                "group": groups[one.joined],
                "precision": texts.index(telling.precision_of(one)),
                "note": texts.index(_stands_for(catalog, one)),
                "ended": texts.index(_ended(one)),
                "sources": [cited.index(source) for source in one.source_ids],
            }
            for one in catalog.memberships
        ],
        "groups": [
            texts.index(
                wording.bilingual(
                    lambda lang, one=one: wording.capitalised(wording.edtf(lang, one.joined))  # type: ignore[misc]
                )
            )
            for one in accessions
        ],
        "sources": [
            {
                "url": catalog.sources[key].url,
                "text": texts.index(
                    wording.bilingual(
                        lambda lang, key=key: wording.source_line(lang, catalog.sources[key])  # type: ignore[misc]
                    )
                ),
            }
            for key in cited
        ],
    }


def _stands_for(catalog: Catalog, one: Membership) -> Text:
    """For whom a Kreis joined besides itself."""
    if one.representation is None:
        return Text()
    kreis = catalog.territories[catalog.members[one.member_id].ags]
    stated = one.representation is Representation.STATED
    key = "stated" if stated else "assumed"
    return both(f"compare.stands_for_{key}", towns=telling.its_towns(catalog, kreis))


def _ended(one: Membership) -> Text:
    left = one.left
    if left is None:
        return Text()
    return both("note.ended", when=wording.bilingual(lambda lang: wording.ending(lang, left)))
