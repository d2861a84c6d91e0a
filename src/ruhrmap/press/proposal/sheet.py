"""Writing a proposal's file: every line with what it means, what is unsure, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, Text
from ruhrmap.package.finding import shown
from ruhrmap.press.proposal.decision import Party, Subject, party
from ruhrmap.press.proposal.proposing import Proposal
from ruhrmap.press.proposal.saved import FORMAT, fields_of
from ruhrmap.press.reading.result import Reading

_LANGUAGE: Final = "de"  # the file is for people of the office
_LISTS: Final = ("accessions", "subjects", "totals")
_AROUND: Final = 40  # letters of the text on each side of a place


def as_json(catalog: Catalog, proposal: Proposal, name: str) -> str:
    """The proposal for programs; what is unsure stands under ``unsure``."""
    unsure = [
        {"field": one.field, "key": one.key, "message": one.message.by_language()}
        for one in proposal.doubts
    ]
    content = _content(catalog, proposal, name)
    return json.dumps({**content, "unsure": unsure}, ensure_ascii=False, indent=2) + "\n"


def as_toml(catalog: Catalog, proposal: Proposal, reading: Reading, name: str) -> str:
    """The proposal for an editor.

    Of accessions, subjects and totals the lines ``use = false`` are not entered; whoever is
    named in the text stands there, so that nobody has to look for a key.
    """
    content = _content(catalog, proposal, name)
    lines = [_said("head", name=shown(name))]
    for field, value in content.items():
        if field in _LISTS:
            continue
        lines.append("")
        lines += _comments(field)
        lines += (_unsure(doubt) for doubt in proposal.doubts_on(field))
        place = _place(reading, field)
        lines += [place] if place else []
        lines.append(f"{field} = {_value(value)}")
    for field in _LISTS:
        lines += ["", *_comments(field)]
        for number, part in enumerate(content[field]):
            key = str(number) if field == "totals" else part["key"]
            lines += ["", *_about(catalog, reading, field, part)]
            lines += (_unsure(doubt) for doubt in proposal.doubts_on(field, key))
            lines.append(f"[[{field}]]")
            lines += (f"{one} = {_value(value)}" for one, value in part.items())
    return "\n".join(lines) + "\n"


def _content(catalog: Catalog, proposal: Proposal, name: str) -> dict[str, Any]:
    content = {
        "format": FORMAT,
        "data_version": catalog.version,
        "file": name,
        **fields_of(proposal.decision),
    }
    chosen = {subject.key for subject in proposal.decision.subjects}
    content["subjects"] += [
        {"key": one.key, "use": False, "listed": False}
        for one in proposal.named
        if one.key not in chosen
    ]
    return content


def _said(key: str, /, **fields: str | int) -> str:
    return "\n".join(
        f"# {line}" for line in message(_LANGUAGE, f"proposal.sheet_{key}", **fields).split("\n")
    )


def _comments(field: str) -> list[str]:
    return [_said(field)]


def _unsure(doubt: Text) -> str:
    return _said("unsure", text=pick(_LANGUAGE, doubt))


def _place(reading: Reading, field: str) -> str:
    found = {"released": reading.released, "signed": reading.signed}.get(field)
    if found is None or found.start < 0:
        return ""
    return _quoted(reading, found.start, found.text)


def _quoted(reading: Reading, start: int, text: str) -> str:
    """Where something stands, with the words around it on one line."""
    around = reading.text[max(0, start - _AROUND) : start + len(text) + _AROUND]
    return _said("place", row=reading.row(start), text=shown(" ".join(around.split())))


def _about(
    catalog: Catalog, reading: Reading, field: str, part: Mapping[str, Any]
) -> Iterator[str]:
    """Who or what a part is about, where it stands, and who else has that name."""
    if field == "totals":
        for total in reading.totals:
            if (total.counts.value, total.value) == (part["counts"], part["value"]):
                yield _quoted(reading, total.start, total.text)
                break
        return
    one = party(catalog, part["key"])
    if one is None:
        return
    yield f"# {one.name}"
    for joiner in reading.members if field == "accessions" else ():
        if joiner.start >= 0 and _is(catalog, joiner.key, one):
            yield _quoted(reading, joiner.start, joiner.text)
    for mention in reading.mentions if field == "subjects" else ():
        if _is(catalog, mention.key, one):
            yield _quoted(reading, mention.start, mention.text)
            break
    for other in namesakes(catalog, part["key"]):
        known = party(catalog, other.key)
        if known is not None:
            yield _said("namesake", name=known.name, key=other.key)


def _is(catalog: Catalog, key: str, wanted: Party) -> bool:
    found = party(catalog, key)
    return found is not None and found.identity == wanted.identity


def namesakes(catalog: Catalog, key: str) -> tuple[Subject, ...]:
    """The Kreis of a town's name, or the town of a Kreis's: Recklinghausen, Unna, Wesel.

    Examples
    --------
    >>> from ruhrmap import catalog
    >>> data = catalog.load()
    >>> [one.key for one in namesakes(data, "05170")], namesakes(data, "05113")
    (['05170048'], ())
    """
    one = party(catalog, key)
    place = one.territory if one is not None else None
    if place is None or place.is_independent_city:
        return ()
    name = place.name.removeprefix("Kreis ")
    return tuple(
        Subject(other.ags)
        for other in catalog.territories.values()
        if other.name.removeprefix("Kreis ") == name
        and other.ags != place.ags
        and not other.is_independent_city
    )


def _value(value: str | int | bool) -> str:
    """A value as TOML writes it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
