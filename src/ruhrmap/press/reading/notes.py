"""What is to be known of a reading: everything unsure, and whether totals fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ruhrmap import wording
from ruhrmap.coverage import member_name
from ruhrmap.coverage.membership import member_spell_on
from ruhrmap.dates import Edtf
from ruhrmap.messages import Field, both
from ruhrmap.model import Catalog, Counts, PressKind, Text
from ruhrmap.package.finding import Finding, shown
from ruhrmap.press.reading.days import When
from ruhrmap.press.reading.fitting import Fit, fit
from ruhrmap.press.reading.joiners import Joining
from ruhrmap.press.reading.kinds import Judged
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.released import Released
from ruhrmap.press.reading.result import Found, Total
from ruhrmap.press.reading.signed import Signed


@dataclass(frozen=True, slots=True)
class Known:
    """All parts of a reading, before they are put together."""

    catalog: Catalog
    name: str
    places: Places
    released: Released
    signed: Signed
    joining: Joining
    judged: Judged
    totals: tuple[Total, ...]
    title_sure: bool
    is_empty: bool
    is_cut: bool


def notes(known: Known) -> tuple[Finding, ...]:
    """The findings of a reading, in the order of what they are about."""
    if known.is_empty:
        return (_note(known, "empty", None, None),)
    parts = (_length, _title, _released, _signed, _kind, _members, _mentions, _totals)
    return tuple(finding for part in parts for finding in part(known))


def _note(known: Known, code: str, row: int | None, field: str | None, **fields: Field) -> Finding:
    printable = {key: shown(one) if isinstance(one, str) else one for key, one in fields.items()}
    message = both(f"reading.{code}", **printable)
    return Finding(f"reading_{code}", "note", known.name, row, field, message)


def _row(known: Known, start: int) -> int | None:
    if start < 0:
        return None
    return known.places.scene.tokens.plain.source.count("\n", 0, start) + 1


def _row_of(known: Known, when: When) -> int | None:
    return _row(known, known.places.scene.tokens.plain.span(when.start, when.end)[0])


def _quote(known: Known, when: When) -> str:
    return " ".join(known.places.scene.tokens.plain.quote(when.start, when.end).split())


def _date(found: Found) -> Text:
    return _worded(found.value)


def _worded(value: Edtf) -> Text:
    return wording.bilingual(lambda language: wording.edtf(language, value))


def _length(known: Known) -> Iterator[Finding]:
    if known.is_cut:
        letters = wording.figure(len(known.places.scene.tokens.plain.source))
        yield _note(known, "too_long", None, None, letters=letters)


def _title(known: Known) -> Iterator[Finding]:
    if not known.title_sure:
        yield _note(known, "title_unsure", None, "title")


def _released(known: Known) -> Iterator[Finding]:
    one = known.released
    if one.wrong_weekday is not None:
        when = one.wrong_weekday
        quote = _quote(known, when)
        yield _note(known, "weekday", _row_of(known, when), "released", text=quote)
    if one.broken is not None:
        quote = _quote(known, one.broken)
        yield _note(known, "no_such_day", _row_of(known, one.broken), "released", text=quote)
    if one.found is None:
        if one.contradicting:
            best, *others = one.contradicting
            other = next(o for o in others if o.value.latest != best.value.latest)
            row, days = _row(known, other.start), (_date(best), _date(other))
            yield _note(known, "two_dates", row, "released", first=days[0], second=days[1])
        elif one.no_year is not None:
            quote = _quote(known, one.no_year)
            yield _note(known, "no_year", _row_of(known, one.no_year), "released", text=quote)
        elif one.embargo is not None:
            quote = _quote(known, one.embargo)
            yield _note(known, "embargo", _row_of(known, one.embargo), "released", text=quote)
        else:
            yield _note(known, "no_date", None, "released")
        return
    seen = {one.found.value.latest}
    for rival in one.rivals:
        if rival.value.latest in seen:
            continue
        seen.add(rival.value.latest)
        code = "two_dates_text" if rival.start >= 0 else "two_dates_hint"
        first, second = _date(one.found), _date(rival)
        yield _note(known, code, _row(known, rival.start), "released", first=first, second=second)


def _signed(known: Known) -> Iterator[Finding]:
    one = known.signed
    if one.wrong_weekday is not None:
        quote = _quote(known, one.wrong_weekday)
        row = _row_of(known, one.wrong_weekday)
        yield _note(known, "weekday", row, "signed", text=quote)
    if one.found is None:
        if one.planned is not None:
            row = _row(known, one.planned.start)
            yield _note(known, "signing_planned", row, "signed", date=_date(one.planned))
        elif one.unresolved is not None:
            quote = _quote(known, one.unresolved)
            row = _row_of(known, one.unresolved)
            yield _note(known, "signing_unresolved", row, "signed", text=quote)
        elif known.judged.kind is PressKind.ACCESSION:
            yield _note(known, "no_signing", None, "signed")
        return
    for rival in one.rivals[:1]:
        first, second = _date(one.found), _date(rival)
        row = _row(known, rival.start)
        yield _note(known, "two_signings", row, "signed", first=first, second=second)
    released = known.released.found
    if released is not None and one.found.value.earliest > released.value.latest:
        yield _note(known, "signed_later", _row(known, one.found.start), "signed")


def _kind(known: Known) -> Iterator[Finding]:
    judged = known.judged
    if judged.elsewhere:
        yield _note(known, "elsewhere", None, "kind", region=judged.elsewhere)
    elif judged.exit_at is not None:
        plain = known.places.scene.tokens.plain
        row = _row(known, plain.span(judged.exit_at.start, judged.exit_at.start + 1)[0])
        yield _note(known, "exit", row, "kind")
    elif not judged.sure:
        code = "kind_planned" if known.joining.planned else "kind_unsure"
        yield _note(known, code, None, "kind")


def _members(known: Known) -> Iterator[Finding]:
    joining = known.joining
    for joiner in joining.joiners:
        row = _row(known, joiner.start)
        if joiner.represents:
            yield _note(known, "represents", row, "members", name=joiner.text)
        if not joiner.sure:
            yield _note(known, "joiner_unsure", row, "members", name=joiner.text)
        day = known.released.day
        if joiner.member_id is None:
            yield _note(known, "new_member", row, "members", name=joiner.text)
        elif day is not None:
            spell = member_spell_on(known.catalog, joiner.member_id, day)
            since = spell.membership.joined if spell.membership else None
            if spell.state == "member" and since and (day - since.latest).days > _SAME_EVENT:
                name = member_name(known.catalog.members[joiner.member_id])
                when = _worded(since)
                yield _note(known, "known_member", row, "members", name=name, date=when)
    if not joining.joiners and joining.planned:
        one = joining.planned[0]
        text, start = known.places.text_of(one)
        yield _note(known, "joiner_planned", _row(known, start), "members", name=text)
    elif not joining.joiners and known.judged.kind is PressKind.ACCESSION:
        yield _note(known, "no_joiner", None, "members")


_SAME_EVENT = 120  # days; an accession entered longer ago is another one


def _mentions(known: Known) -> Iterator[Finding]:
    told = set()
    for one in known.places.undecided:
        text, start = known.places.text_of(one)
        if one.key not in told:
            told.add(one.key)
            code = "kreis_unsure" if one.entry.is_kreis else "town_unsure"
            yield _note(known, code, _row(known, start), "mentions", name=text)
    others = {one.key for one in known.places.undecided}
    for mention in known.places.mentions:
        if not mention.sure and mention.key not in told | others:
            told.add(mention.key)
            row = _row(known, mention.start)
            yield _note(known, "mention_unsure", row, "mentions", name=mention.text)


def _totals(known: Known) -> Iterator[Finding]:
    when = known.signed.found or known.released.found
    for total in known.totals:
        compared = fit(known.catalog, total, known.joining.joiners, when.value if when else None)
        yield _compared(known, total, compared)


def _compared(known: Known, total: Total, compared: Fit | None) -> Finding:
    row, text = _row(known, total.start), " ".join(total.text.split())
    if compared is None:
        return _note(known, "total_no_date", row, "totals", text=text)
    sort = "municipal" if total.counts is Counts.MUNICIPAL_MEMBERS else "universities"
    what = both(f"reading.counted_{sort}")
    least, most = compared.counted.certain[0], compared.counted.possible[1]
    count = (
        wording.figure(least) if least == most else both("reading.range", least=least, most=most)
    )
    if compared.fits:
        code = "total_fits"
    elif compared.fits_with_new:
        code = "total_fits_new"
    else:
        code = "total_differs"
    return _note(known, code, row, "totals", text=text, count=count, what=what)
