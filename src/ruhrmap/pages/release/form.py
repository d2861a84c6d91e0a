"""From the fields of the page to a decision."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from ruhrmap import wording
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, MemberKind, Representation, Text
from ruhrmap.pages import prose
from ruhrmap.pages.release.fields import Form
from ruhrmap.press import Mention
from ruhrmap.press.proposal import (
    Accession,
    Count,
    Decision,
    Party,
    Subject,
    current,
    fits,
    namesakes,
    party,
    suggested_note,
)
from ruhrmap.web import releases

_MOST: Final = 60  # parties with a field of their own: more names than that stand in no release
_EXPLICIT: Final = re.compile(r"kreis|stadt|gemeinde", re.IGNORECASE)
_NOT, _LINKED, _LISTED = "not", "linked", "listed"


def draw(form: Form) -> tuple[Decision, date | None]:
    """Draw every field; what they say, and when the source was read."""
    proposed, reading = form.held.proposal.decision, form.held.reading
    title = form.typed("title", proposed.title)
    form.say("title", form.doubts("title"))
    publisher = form.typed("publisher", proposed.publisher, most=120)
    form.say("publisher", form.doubts("publisher"))
    released = form.dated("released", proposed.released)
    found = reading.released
    place = form.place(found.start, found.text) if found else []
    form.say("released", [*place, *form.doubts("released")])
    signed = form.dated("signed", proposed.signed)
    found = reading.signed
    place = form.place(found.start, found.text) if found else []
    form.say("signed", [*place, *form.doubts("signed")])
    kind = form.chosen("kind", proposed.kind, lambda one: form.text(f"kind_{one.value}"))
    form.say("kind", form.doubts("kind"))
    medium = form.chosen(
        "medium",
        proposed.medium,
        lambda one: message(form.language, f"medium.{one.value}"),
    )
    form.say("medium", form.doubts("medium"))
    url = form.typed("url", proposed.url, most=500)
    form.say("url", form.doubts("url"))
    read_on = form.day("accessed", releases.today())
    mentions = _mentions(form)
    decision = Decision(title, publisher, released, signed, kind, medium, url)
    decision = replace(decision, accessions=_accessions(form, decision, mentions))
    decision = replace(decision, subjects=_subjects(form, decision, mentions))
    decision = replace(decision, totals=_totals(form, decision))
    return replace(decision, note=_note(form, decision)), read_on


def _mentions(form: Form) -> list[tuple[str, Mention]]:
    """Each mention with whom it means: of a name that a Kreis and a town share, as chosen.

    Where the text says "Kreis" or "Stadt" itself there is nothing to choose.
    """
    found: list[tuple[str, Mention]] = []
    shared: list[tuple[Mention, list[str]]] = []
    for mention in form.held.reading.mentions:
        others = namesakes(form.catalog, mention.key)
        if others and not _EXPLICIT.search(mention.text) and len(shared) < _MOST:
            shared.append((mention, [mention.key, *(one.key for one in others)]))
        else:
            found.append((_identity(form.catalog, mention.key), mention))
    if shared:
        form.heading("kreis_or_town")
    for number, (mention, options) in enumerate(shared):
        row = form.held.reading.row(mention.start)
        label = form.text("meant", row=row)
        name = f"meant-{mention.start}"
        chosen = form.one_of(name, label, sorted(options), mention.key, form.name)
        doubt = [] if mention.sure else [pick(form.language, _doubt(form, mention))]
        form.say(f"meant-{number}", [*form.place(mention.start, _around(form, mention)), *doubt])
        found.append((_identity(form.catalog, chosen), mention))
    return sorted(found, key=lambda one: one[1].start)


def _doubt(form: Form, mention: Mention) -> Text:
    key = _identity(form.catalog, mention.key)
    doubts = form.held.proposal.doubts_on("subjects", key)
    return doubts[0] if doubts else Text()


def _around(form: Form, mention: Mention) -> str:
    """A mention with the words before and behind it."""
    text, behind = form.held.reading.text, mention.start + len(mention.text)
    before = text[max(0, mention.start - 25) : mention.start].rpartition("\n")[2]
    after = text[behind : behind + 25].partition("\n")[0]
    return f"… {before}{mention.text}{after} …"


def _identity(catalog: Catalog, key: str) -> str:
    one = party(catalog, key)
    return one.identity if one is not None else key


def _accessions(
    form: Form, decision: Decision, mentions: Iterable[tuple[str, Mention]]
) -> tuple[Accession, ...]:
    form.heading("who_joins")
    proposed = {one.key: one for one in form.held.proposal.decision.accessions}
    keys = list(proposed)
    for key in proposed:
        keys += (other.key for other in namesakes(form.catalog, key))
    keys += (key for key, _ in mentions if _may_join(form.catalog, decision, key))
    ticks = st.container()
    further = _further(form)
    keys += [further] if further else []
    with ticks:
        found = [
            _accession(form, key, proposed.get(key))
            for key in dict.fromkeys(keys[:_MOST])
            if _ticked(form, key, key in proposed or key == further)
        ]
    if not found:
        form.say("nobody-joins", [form.text("nobody")])
    return tuple(found)


def _may_join(catalog: Catalog, decision: Decision, key: str) -> bool:
    """Whether who is named could be the one who joins: a place or university that has not."""
    one = party(catalog, key)
    if one is None:
        return False
    if one.member is None:
        return True
    if one.member.kind in (MemberKind.STATE, MemberKind.ASSOCIATION, MemberKind.FOUNDATION):
        return False
    when = decision.joined
    return when is not None and current(catalog, one.member.member_id, when[0]) is None


def _ticked(form: Form, key: str, usual: bool) -> bool:
    label = form.text("joins", name=form.name(key))
    ticked = st.checkbox(label, usual, key=form.key(f"joins-{key}"))
    joiners = [one for one in form.held.reading.members if _identity(form.catalog, one.key) == key]
    lines = [line for one in joiners for line in form.place(one.start, one.text)]
    form.say(f"joins-{key}", [*lines, *(form.doubts("accessions", key) if ticked else [])])
    return ticked


def _further(form: Form) -> str:
    """Somebody whom the text does not name, or not so that it was recognised."""
    given = form.typed("further", "", most=120)
    if not given:
        return ""
    if (one := party(form.catalog, given)) is not None:
        return one.identity
    wanted = given.casefold()
    places = form.catalog.territories.values()
    named = [place.ags for place in places if place.name.casefold() == wanted]
    named += [one.member_id for one in form.catalog.members.values() if one.name == given]
    keys = list(dict.fromkeys(_identity(form.catalog, key) for key in named))
    if len(keys) == 1:
        return keys[0]
    form.wrong.append(form.text("further_unknown", name=given))
    form.say("further-wrong", [[prose.strong(form.text("check")), " ", form.wrong[-1]]])
    return ""


def _accession(form: Form, key: str, proposed: Accession | None) -> Accession:
    one = party(form.catalog, key)
    representation = None
    if one is not None and one.is_kreis:
        options = list(Representation)
        usual = proposed.representation if proposed else None
        representation = form.one_of(
            f"representation-{key}",
            form.text("representation", name=form.name(key)),
            options,
            usual or Representation.ASSUMED,
            lambda value: form.text(f"representation_{value.value}"),
        )
    label = form.text("until", name=form.name(key))
    until = form.day(f"until-{key}", proposed.agreement_until if proposed else None, label)
    return Accession(key, representation, until)


def _subjects(
    form: Form, decision: Decision, mentions: Iterable[tuple[str, Mention]]
) -> tuple[Subject, ...]:
    """Whom it is about, of those who are named; who joins is linked anyhow."""
    form.heading("about")
    joining = {one.key for one in decision.accessions}
    proposed = {one.key for one in form.held.proposal.decision.subjects}
    first: dict[str, Mention] = {}
    for key, mention in mentions:
        first.setdefault(key, mention)
    found = []
    for key, mention in list(first.items())[:_MOST]:
        if key in joining:
            continue
        one = party(form.catalog, key)
        options = [_NOT, _LINKED, *([_LISTED] if _is_member(one) else [])]
        usual = _LINKED if key in proposed else _NOT
        name = f"about-{key}"
        chosen = form.one_of(
            name, form.name(key), options, usual, lambda value: form.text(f"about_{value}")
        )
        form.say(
            f"about-{key}",
            [*form.place(mention.start, mention.text), *form.doubts("subjects", key)],
        )
        if chosen in (_LINKED, _LISTED):
            found.append(Subject(key, listed=chosen == _LISTED))
    if not first:
        form.say("about-nobody", [form.text("nobody_named")])
    return tuple(found)


def _is_member(one: Party | None) -> bool:
    return one is not None and one.member is not None


def _totals(form: Form, decision: Decision) -> tuple[Count, ...]:
    """Published numbers to keep, each with whether it fits."""
    proposed = form.held.proposal.decision.totals
    if proposed:
        form.heading("totals")
    found = []
    for number, total in enumerate(proposed):
        fitting = fits(form.catalog, decision, total)
        right = fitting is not None and fitting.reconciles
        key = f"total-{number}"
        kept = st.checkbox(
            form.text(f"total_{total.counts.value}", value=total.value),
            right,
            key=form.key(key),
        )
        lines = [
            line
            for one in form.held.reading.totals
            if (one.counts, one.value) == (total.counts, total.value)
            for line in form.place(one.start, one.text)
        ][:1]
        if fitting is not None and total.as_of is not None:
            day = wording.edtf(form.language, total.as_of)
            least, most = fitting.certain[0], fitting.possible[1]
            name = "fits" if right else "fits_not"
            counted = str(least) if least == most else f"{least}–{most}"
            lines.append(form.text(name, day=day, counted=counted))
        form.say(key, [*lines, *form.doubts("totals", str(number))])
        if not kept:
            continue
        as_evidence = right and st.checkbox(form.text("counted"), key=form.key(f"{key}-counted"))
        found.append(replace(total, counted=bool(as_evidence)))
    return tuple(found)


def _note(form: Form, decision: Decision) -> Text:
    """What readers are told beside the release; empty fields take the suggestion."""
    form.heading("note")
    new = bool(decision.accessions)
    suggested = suggested_note(form.catalog, decision, new=new)
    shown = pick(form.language, suggested) or form.text("no_note")
    form.say("note", [form.text("note_suggested", text=shown)])
    german, english = form.typed("note_de", ""), form.typed("note_en", "")
    if bool(german) != bool(english):
        form.wrong.append(form.text("note_both"))
        form.say("note-wrong", [form.text("note_both")])
    return Text(german, english)
