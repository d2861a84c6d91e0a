"""Who publishes a release: from its letterhead, its dateline's agency, its contact block."""

from __future__ import annotations

import re
from typing import Final

from ruhrmap.model import Catalog
from ruhrmap.press.reading.layout import Layout, Line
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.places import Places

_AGENCY: Final = re.compile(r"\((?P<name>idr|ots|dpa|pen|psw|rvr|WAZ|NRZ)\)", re.IGNORECASE)
_AGENCIES: Final = {
    "idr": "Informationsdienst Ruhr (idr)",
    "waz": "WAZ",
    "nrz": "NRZ",
    "dpa": "dpa",
}
_MEDIA: Final = re.compile(
    r"\b(?P<name>WAZ(?: [A-ZÄÖÜ]\w+)?|NRZ(?: [A-ZÄÖÜ]\w+)?|Ruhr Nachrichten|Westfälischer Anzeiger"
    r"|Westfälische Rundschau|Westfalenpost|Hellweger Anzeiger|Recklinghäuser Zeitung"
    r"|Marler Zeitung|Dorstener Zeitung|Halterner Zeitung|Stadtspiegel(?: [A-ZÄÖÜ]\w+)?"
    r"|lokalkompass(?:\.de)?|Radio [A-ZÄÖÜ][\w ]+|news4teachers|bildungsklick|WDR"
    r"|Informationsdienst Ruhr"
    r"|[A-ZÄÖÜ][a-zäöü]+er (?:Zeitung|Anzeiger|Allgemeine|Nachrichten|Rundschau|Kurier))\b"
)
_ISSUES: Final = re.compile(
    r"(?:Herausgeber(?:in)?|Absender(?:in)?|Verantwortlich|Quelle|V\. ?i\. ?S\. ?d\. ?P\.?)\s*:?\s*"
    r"|(?:Pressestelle|Presseamt|Pressereferat|Presse-? und \w+|Pressedienst"
    r"|Pressemitteilung(?:en)?|Presse(?:information|meldung|info)"
    r"|Medien(?:information|mitteilung)|Amt für \w+|Referat \w+|Newsroom)"
    r"\s+(?:der |des |von |vom |Der )?",
    re.IGNORECASE,
)
# a body that is none of ours, alone in a line of the letterhead
_BODY: Final = re.compile(
    r"^[ \W]*(?P<name>(?:Stadt|Kreis|Gemeinde|Universität|Hochschule|Landkreis|Bezirksregierung"
    r"|Ministerium|Fachhochschule|Technische Universität|Landschaftsverband|Handwerkskammer|IHK)"
    r" [A-ZÄÖÜ][\w./-]+(?: [A-ZÄÖÜ][\w./-]+){0,3})(?=$|[ ]?[,|–-])",
    re.MULTILINE,
)
_OURS: Final = re.compile(r"Ruhr ?Futur", re.IGNORECASE)
_CIVIC: Final = r"(?:\w*[Ss]tadt|Kreis(?:es)?|Gemeinde|Kreisverwaltung|Stadtverwaltung|Landkreis)"


def publisher(catalog: Catalog, plain: Plain, layout: Layout, places: Places, hint: str) -> str:
    """Who publishes it, as the bibliography names publishers; empty where nothing says so."""
    if hint.strip():
        return hint.strip()
    head_end = layout.mail_end if layout.is_mail else max(layout.title_start, 0)
    head = plain.text[:head_end] if head_end else ""
    named = _named(catalog, places, plain, 0, head_end)
    if named:
        return named
    if medium := _MEDIA.search(head):
        return medium["name"].strip()
    if _OURS.search(head):
        return "RuhrFutur"
    if body := _BODY.search(head):
        return body["name"].strip()
    start = plain.text[layout.title_end : layout.title_end + 400]
    if agency := _AGENCY.search(start):
        low = agency["name"].lower()
        return _AGENCIES.get(low, agency["name"])
    for issued in _ISSUES.finditer(plain.text):
        if issued.start() < head_end or issued.start() > layout.body_end - 1:
            found = _named(catalog, places, plain, issued.end(), issued.end() + 45)
            if found:
                return found
            if _OURS.match(plain.text, issued.end()):
                return "RuhrFutur"
    below = plain.text[layout.body_end :]
    contact = re.search(r"kontakt|rückfragen|fragen|ansprech|redaktion|grüßen", below, re.I)
    if contact:
        at = layout.body_end + contact.start()
        found = _named(catalog, places, plain, at, at + 300)
        if found and not _OURS.search(plain.text[at : at + 300]):
            return found
        if medium := _MEDIA.search(plain.text[at : at + 300]):
            return medium["name"].strip()
        if _OURS.search(plain.text[at : at + 300]):
            return "RuhrFutur"
    return _signed_below(catalog, plain, layout, places)


def _signed_below(catalog: Catalog, plain: Plain, layout: Layout, places: Places) -> str:
    """Who stands under the text: in short lines at its end, "Stadt Oberhausen, Rathaus"."""
    last: list[Line] = []
    for line in reversed(layout.lines[-_LAST:]):
        last.insert(0, line)
        if line.after_gap:
            break
    if any(line.text.rstrip().endswith(".") or len(line.text) > _SHORT for line in last):
        return ""  # a paragraph, and no signature
    for line in last:
        if line.start < layout.title_end:
            continue
        if found := _named(catalog, places, plain, line.start, line.end):
            return found
        if _OURS.search(line.text) and "@" not in line.text and "www" not in line.text:
            return "RuhrFutur"
        if other := _BODY.search(line.text) or _MEDIA.search(line.text):
            return other["name"].strip()
    return ""


_LAST: Final = 5  # lines
_SHORT: Final = 130  # letters


def _named(catalog: Catalog, places: Places, plain: Plain, start: int, end: int) -> str:
    """The body that a part of the text names: "Stadt Hagen", a Kreis, a university."""
    found = places.scene
    for one in found.candidates:
        at = found.items[one.first].start
        if not start <= at < end or one.is_adjective:
            continue
        if one.is_member:
            if _OURS.search(plain.text, start, at):
                return "RuhrFutur"
            return catalog.members[one.key].name
        name = _name_of(catalog, one.key)
        if one.entry.is_kreis:
            return name
        before = plain.text[max(start, at - 40) : at]
        if re.search(rf"\b{_CIVIC}[ \n]$", before, re.IGNORECASE):
            kind = "Gemeinde" if "gemeinde" in before.lower() else "Stadt"
            return f"{kind} {name}"
    return ""


def _name_of(catalog: Catalog, key: str) -> str:
    return catalog.territories[key].name
