"""What speaks against entering a release, or is good to know before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

from ruhrmap import wording
from ruhrmap.messages import both
from ruhrmap.model import Catalog, Membership, PressKind, Source, Text
from ruhrmap.package.finding import Finding, shown
from ruhrmap.press.proposal.decision import Decision, party
from ruhrmap.press.proposal.rows import current

Severity = Literal["error", "note"]


def objections(catalog: Catalog, decision: Decision, name: str = "") -> tuple[Finding, ...]:
    """Findings on the release itself: it is there already, a date is missing, who joins has joined.

    What the rows come to is looked at by :mod:`ruhrmap.checks`.
    """
    return tuple(
        Finding(f"release_{code}", severity, shown(name), None, field, message)
        for code, severity, field, message in _found(catalog, decision)
    )


def _found(catalog: Catalog, decision: Decision) -> Iterator[tuple[str, Severity, str, Text]]:
    for field, value in (("title", decision.title), ("publisher", decision.publisher)):
        if not value.strip():
            yield f"no_{field}", "error", field, both(f"proposal.finding_no_{field}")
    for source in catalog.sources.values():
        address = bool(decision.url) and _plain(source.url) == _plain(decision.url)
        alike = _folded(source.title) == _folded(decision.title)
        same_day = source.date is not None and source.date == decision.released
        own = _folded(source.publisher) == _folded(decision.publisher)
        fields: dict[str, Text | str] = {"key": source.source_id, "source": _told(source)}
        if (address and (alike or same_day)) or (alike and same_day and own):
            yield "known", "error", "title", both("proposal.finding_known", **fields)
        elif address or (alike and same_day):
            yield "alike", "note", "title", both("proposal.finding_alike", **fields)
    if decision.kind is PressKind.ACCESSION and not decision.accessions:
        yield "nobody_joins", "note", "accessions", both("proposal.finding_nobody_joins")
    if not decision.accessions and not decision.subjects:
        yield "no_subject", "note", "subjects", both("proposal.finding_no_subject")
    if decision.accessions and decision.joined is None:
        yield "no_date", "error", "signed", both("proposal.finding_no_date")
    if (
        decision.signed is not None
        and decision.released is not None
        and decision.signed.earliest > decision.released.latest
    ):
        yield "signed_later", "note", "signed", both("proposal.finding_signed_later")
    for accession in decision.accessions:
        one = party(catalog, accession.key)
        if one is None:
            message = both("proposal.finding_nobody", key=shown(accession.key))
            yield "nobody", "error", "accessions", message
            continue
        when = decision.joined
        spell = None
        if one.member is not None and when is not None:
            spell = current(catalog, one.member.member_id, when[0])
        if spell is not None:
            since = wording.bilingual(partial(_since, spell))
            place = Text(one.name, one.name)
            message = both("proposal.finding_member", name=place, since=since)
            yield "member", "note", "accessions", message
    for subject in decision.subjects:
        if party(catalog, subject.key) is None:
            message = both("proposal.finding_nobody", key=shown(subject.key))
            yield "nobody", "error", "subjects", message


def _since(spell: Membership, language: str) -> str:
    return wording.since(language, spell.joined)


def _told(source: Source) -> Text:
    return wording.bilingual(lambda language: wording.source_line(language, source))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain(address: str) -> tuple[str, str, str]:
    """An address without what makes no difference: scheme, "www.", a slash at the end."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address, ""  # checked elsewhere
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query
