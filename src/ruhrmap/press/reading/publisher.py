"""Who publishes a release.

The rule, the best evidence first: who stands in the letterhead or the header of a mail; who
stands with the date under the heading; who has the addresses below the text, each its own; for
a joint release the bodies that its text names under one noun; who edits it or holds the rights;
the agency of the dateline, if it is known; whose press office or contact it is; who stands under
the text; who says "Über uns"; an unknown mark in the dateline, which may be that of an office
and therefore comes last. Several publishers are told as the text joins them. Where nothing says
so nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ruhrmap.model import Catalog
from ruhrmap.press.reading.deeds import NAMED
from ruhrmap.press.reading.layout import Layout, Line
from ruhrmap.press.reading.local import LocalPattern, local
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.papers import paper
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.scene import Candidate

_NO_AGENCY: Final = ("red", "pm", "pi", "ots", "pdf", "neu", "ca", "bzw", "kurz")
# "Essen (idr).", "Dinslaken/Wesel, 12. Dezember 2028 (npd) - ", "(pen) Der Kreis", "Hamm (dpa/lnw)"
_AGENCY: Final = re.compile(
    r"[*_# ]{0,4}(?:(?!(?:Der|Die|Das|Ein|Eine|Im|In|Am|An|Bei|Mit|Für|Zum|Zur|Von|Vom|Nach)\b)"
    r"[A-ZÄÖÜ][\w/-]*(?:,?[ ](?:[A-ZÄÖÜ(][\w/.()-]*|\d[\d.]*|an|der|am|im|in|den|d\.|a\.|und)){0,7}"
    r"[.,:]?[ ]\((?P<name>[a-z]{2,4})(?:/[a-z]{2,4})?\)(?=[*_ ]{0,3}[.,:–—-]|[ ](?:\w+tag\b|\d))"
    r"|\((?P<first>[a-z]{2,4})\)[ ][A-ZÄÖÜ„\"])"
)
_SERVICE: Final = (
    r"\w{0,25}(?:[Dd]ienst|[Aa]gentur|[Pp]resse|[Bb]üro|[Rr]edaktion|[Kk]orrespondenz)\w{0,20}"
)
_ISSUES: Final = re.compile(
    r"(?:Herausgeber(?:in)?|Absender(?:in)?|Verantwortlich|Quelle|V\. ?i\. ?S\. ?d\. ?P\.?)\s*:?\s*"
    r"|(?:Pressestelle|Presseamt|Pressereferat|Presse-? und \w+|Pressedienst"
    r"|Pressemitteilung(?:en)?|Presse(?:information|meldung|info)"
    r"|Medien(?:information|mitteilung)|Amt für \w+|Referat \w+|Newsroom)"
    r"\s+(?:der |des |von |vom |Der )?",
    re.IGNORECASE,
)
# a line that says who edits the text or has the rights of it
_EDITS: Final = re.compile(
    r"\W{0,4}(?:Herausgeber(?:in)?\b|Herausgegeben v\w+|Redaktion\b|V\. ?i\. ?S\. ?d\. ?P"
    r"|Verantwortlich\b|Impressum\b|Quelle\b|©|\(c\)|Copyright\b)",
    re.IGNORECASE,
)
_QUALIFIER: Final = r"(?: \([A-ZÄÖÜ][\w./ -]{1,20}\))?"
# a body that is none of ours, at the beginning of a line
_BODY: Final = re.compile(
    r"[ \W]*(?P<name>(?:(?:Hansestadt|Universitätsstadt|Stadt|Kreis|Gemeinde|Universität|Hochschule"
    r"|Landkreis|(?:Stadt|Kreis|Gemeinde)verwaltung|(?:Verbands|Samt)gemeinde(?:verwaltung)?|Landratsamt"
    r"|Bezirksregierung|Städteregion|Fachhochschule|Technische Universität|Landschaftsverband"
    r"|Handwerkskammer|IHK) [A-ZÄÖÜ][\w./-]+(?: [A-ZÄÖÜ][\w./-]+){0,3}"
    r"|(?:[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)*-K|[A-ZÄÖÜ][a-zäöüß]{4,}k|[A-ZÄÖÜ]\w+er K)reis"
    rf"){_QUALIFIER})(?=$|[ ]?[,|·•–]|[ ]-)"
)
_MINISTRY: Final = re.compile(
    r"[ \W]*(?P<name>\w*[Mm]inisterium (?:für|der|des) [A-ZÄÖÜ].*?)\s*(?=$|[|·•–]|[ ]-|, \d)"
)
_ENDED: Final = re.compile(r"(?<!e\.V)(?<!e\. V)\.\s*$")
_PICTURE: Final = re.compile(r"\W{0,4}(?:Fotos?|Bild\w{0,12}|Grafik)\s*:", re.IGNORECASE)
_NO_KREIS: Final = re.compile(r"(?:Arbeits|Um|Förder|Freundes|Gesprächs|Wahl|Sing|Lese|Haus)")
# the council's administration is the town; a Kreis may be called otherwise than its offices
_OFFICES: Final = re.compile(r"^(Stadt|Gemeinde|Verbandsgemeinde|Samtgemeinde)verwaltung\b")
_REGISTERED: Final = re.compile(
    r"[ \W]*(?P<name>[A-ZÄÖÜ][\w&-]+(?: (?:[A-ZÄÖÜ][\w&-]+|und|für|der|des)){0,6}),? "
    r"(?:e\. ?V\.|g?GmbH|AG|eG)(?!\w)"
)
_OURS: Final = LocalPattern(r"(?<![@\w.-])«name»(?![\w-]*[.@]\w)", re.IGNORECASE)
_CIVIC: Final = re.compile(
    r"\b(?:\w*stadt|Gemeinde|Stadtverwaltung|Gemeindeverwaltung)[ \n]$", re.IGNORECASE
)
_OWN_NOUN: Final = re.compile(r"\b(?P<noun>Hansestadt|Kreisstadt|Universitätsstadt)[ \n]$")
_JOINT: Final = re.compile(r"\bGemeinsame[rs]?[ \n](?:Presse|Medien|Erklärung|Mitteilung)\w*", re.I)
_NAME: Final = r"[A-ZÄÖÜ][\w-]+(?:/[A-ZÄÖÜ]\w+)?(?:[ \n](?:am|an der|im)[ \n][A-ZÄÖÜ]\w+)?"
_ONE_NOUN: Final = re.compile(
    rf"\b(?P<noun>Städte|Kreise|Gemeinden)n?[ \n]"
    rf"(?P<names>{_NAME}(?:,[ \n]{_NAME}){{0,6}}[ \n](?:und|sowie)[ \n]{_NAME})(?!\w)"
)
_OFFICE: Final = re.compile(r"\W{0,4}(?:Presse|Pressestelle|Kontakt|Rückfragen)?\s*:?\s*$", re.I)
_NOT_FROM: Final = re.compile(r"\W{0,3}(?:An|To|Cc|Bcc|Betreff|Subject|Anhänge?|Re):\s", re.I)
_DATED: Final = re.compile(r"\d{4}|\d\.\s?\d|\b(?:Presse|Medien)\w+")
_BETWEEN: Final = re.compile(r"\s*(?:[|·•,]|[ ][–-][ ])\s*")
_LAST: Final = 8  # lines
_FOOT: Final = 12  # lines
_SHORT: Final = 130  # letters
_LONGEST: Final = 200  # letters of a line of the letterhead
_UNDER_HEADING: Final = 3  # lines
_BEGINNING: Final = 600  # letters in which a dateline is looked for


def publisher(catalog: Catalog, plain: Plain, layout: Layout, places: Places, hint: str) -> str:
    """Who publishes it, as the bibliography names publishers; empty where nothing says so."""
    if hint.strip():
        return hint.strip()
    text = _Text(catalog, plain, layout, places)
    rules = (
        text.in_the_head, text.under_the_heading, text.several_below, text.jointly, text.edited,
        text.agency, text.issued, text.in_the_contact, text.signed_below, text.about_us, text.mark,
    )  # fmt: skip
    return next((found for rule in rules if (found := rule())), "")


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that the text names, and where."""

    name: str
    key: str
    start: int
    end: int
    noun: bool  # "Stadt Marl", not "Marl" alone


@dataclass(frozen=True, slots=True)
class _Text:
    """A release, as the rules look at it. Each returns a name, or nothing."""

    catalog: Catalog
    plain: Plain
    layout: Layout
    places: Places

    @property
    def head_end(self) -> int:
        """Behind the letterhead, or the header of the mail."""
        parts = self.layout
        return parts.mail_end if parts.is_mail else max(parts.title_start, 0)

    def in_the_head(self) -> str:
        for line in self.layout.lines:
            if line.start >= self.head_end:
                break
            if self.layout.is_mail and _NOT_FROM.match(line.text):
                continue
            if len(line.text) <= _LONGEST and (found := self._of_line(line)):
                return found
        return ""

    def _of_line(self, line: Line) -> str:
        if medium := paper(line.text):
            return medium
        if joint := _JOINT.search(line.text):
            several = _ONE_NOUN.search(line.text, joint.end())
            return _as_written(several) if several else _joined(self._named(line.start, line.end))
        ours = list(self._named(line.start, line.end))
        if len(ours) > 1 and self._is_filled(line, ours):
            rest = self.plain.text[ours[0].end : ours[-1].start]
            return _joined(ours) if " und " in rest else ", ".join(one.name for one in ours)
        if ministry := _MINISTRY.match(line.text):
            return ministry["name"]  # "des Landes Nordrhein-Westfalen" is part of it
        return ours[0].name if ours else _body(line.text) or _registered(line.text)

    def _is_filled(self, line: Line, bodies: list[_Body]) -> bool:
        """Whether a line has nothing but these bodies in it."""
        rest, done = "", line.start
        for one in bodies:
            rest += self.plain.text[done : one.start]
            done = one.end
        rest += self.plain.text[done : line.end]
        return not re.sub(r"\b(?:Stadt|Gemeinde|und|der|die|des)\b|\W", "", rest)

    def under_the_heading(self) -> str:
        """As in "Presseinformation | 07.10.2024 | Ruhr-Universität", "Lippe-Bote vom 3. Mai"."""
        below = [line for line in self.layout.lines if line.start >= self.layout.title_end]
        for line in below[:_UNDER_HEADING]:
            if len(line.text) > _SHORT or line.text.rstrip().endswith("."):
                break
            if medium := paper(line.text):
                return medium
            if not _DATED.search(line.text):
                continue
            at = line.start
            for part in _BETWEEN.split(line.text):
                at = self.plain.text.index(part, at)
                for one in self._named(at, at + len(part)):
                    if self._is_filled(Line(at, at + len(part), part, False), [one]):
                        return one.name
        return ""

    def several_below(self) -> str:
        """Who has an address of its own: lines at the end that begin with a body each."""
        run: list[_Body] = []
        for line in (*self.layout.lines[-_FOOT:], None):
            first = self._leading(line) if line and line.start >= self.layout.title_end else None
            if first is not None and not any(first.key == one.key for one in run):
                run.append(first)
                continue
            if len(run) > 1:
                break
            run = [] if first is None else [first]
        if len(run) < _SEVERAL:
            return ""
        if all(one.noun for one in run):
            return ", ".join(re.sub(r" \(.*\)$", "", one.name) for one in run)
        names = [one.name for one in run]
        if any(one.noun for one in run) or not all(self._is_town(one.key) for one in run):
            return ""
        return f"Städte {', '.join(names[:-1])} und {names[-1]}"

    def _leading(self, line: Line) -> _Body | None:
        """The town or Kreis that a line begins with, "Presse" before it or not."""
        for one in self._bodies(line.start, line.end):
            before = self.plain.text[line.start : one.start]
            is_office = "presse" in before.lower()
            ours = one.key in self.catalog.territories
            if ours and _OFFICE.fullmatch(before) and (one.noun or is_office):
                return one
            return None
        return None

    def _is_town(self, key: str) -> bool:
        """Whether the text calls it a town, and no Gemeinde."""
        return any(
            self._before(one).endswith(("stadt ", "stadt\n"))
            for one in self.places.scene.candidates
            if one.key == key and not one.is_adjective
        )

    def jointly(self) -> str:
        """A joint release without a sender: the bodies that the text names under one noun."""
        top = self.plain.text[: max(self.layout.title_end, 0)]
        if not _JOINT.search(top):
            return ""
        return _as_written(_ONE_NOUN.search(self.plain.text, len(top), len(top) + _BEGINNING))

    def edited(self) -> str:
        for line in self.layout.lines[-_FOOT:]:
            if line.start >= self.layout.title_end and _EDITS.match(line.text):
                if medium := paper(line.text):
                    return medium
                for one in self._named(line.start, line.end):
                    return one.name
        return ""

    def agency(self) -> str:
        """An agency or press service that is known: "Essen (idr)."."""
        short = self._short()
        member = self.catalog.members.get(short)
        return member.name if member else dict(local().words.agencies).get(short, "")

    def mark(self) -> str:
        """Any other in the dateline: "Wetter (wpd), 10.11.2032 –"."""
        short = self._short()
        return self._long_name(short) if short else ""

    def _short(self) -> str:
        """Two to four small letters in brackets behind the place or the date of a dateline."""
        title = range(self.layout.title_start, self.layout.title_end)
        for line in self.layout.lines:
            if line.start >= self.layout.title_end + _BEGINNING:
                break
            found = _AGENCY.match(line.text) if line.start not in title else None
            short = (found["name"] or found["first"]) if found else ""
            if short and short not in _NO_AGENCY and short not in local().words.abbreviations:
                return short
        return ""

    def _long_name(self, short: str) -> str:
        word = r"[A-ZÄÖÜ][\w-]{1,25}"
        name = rf"(?P<name>(?:{word} ){{0,3}}{_SERVICE}(?: {word}){{0,3}})"
        text = self.plain.flat
        found = re.search(rf"{name} \({short}\)", text) or re.search(
            rf"\b{short} ?[=:–—-] ?{name}", text
        )
        return f"{found['name']} ({short})" if found else short

    def issued(self) -> str:
        text, parts = self.plain.text, self.layout
        for issued in _ISSUES.finditer(text):
            if issued.start() < self.head_end or issued.start() > parts.body_end - 1:
                for one in self._named(issued.end(), issued.end() + 45):
                    if one.key or _OURS.match(text, issued.end()):
                        return one.name
        return ""

    def in_the_contact(self) -> str:
        text, body_end = self.plain.text, self.layout.body_end
        contact = re.search(
            r"kontakt|rückfragen|fragen|ansprech|redaktion|grüßen", text[body_end:], re.I
        )
        if contact is None:
            return ""
        at = body_end + contact.start()
        found = list(self._named(at, at + 300))
        if NAMED.search(text, at, at + 300):
            return local().name  # be it in an address
        if found:
            return found[0].name
        lines = (line for line in self.layout.lines if at <= line.start < at + 300)
        return next((name for line in lines if (name := paper(line.text))), "")

    def signed_below(self) -> str:
        """Who stands under the text: in short lines at its end, "Stadt Oberhausen, Rathaus"."""
        last: list[Line] = []
        for line in reversed(self.layout.lines[-_LAST:]):
            last.insert(0, line)
            if line.after_gap:
                break
        if any(_ENDED.search(line.text) or len(line.text) > _SHORT for line in last):
            return ""  # a paragraph, and no signature
        for line in last:
            if line.start < self.layout.title_end or _PICTURE.match(line.text):
                continue
            if medium := paper(line.text):
                return medium
            for one in self._named(line.start, line.end):
                return one.name
            if other := _body(line.text) or _registered(line.text):
                return other
        return ""

    def about_us(self) -> str:
        about = re.search(r"^\W*Über uns\b\W{0,4}(?:Die |Der |Das )?", self.plain.text, re.M)
        if about is None:
            return ""
        found = self._named(about.start(), about.end() + 40)
        return next((one.name for one in found if one.start == about.end()), "")

    def _before(self, one: Candidate) -> str:
        at = self._start(one)
        return self.plain.text[max(at - 20, 0) : at].lower()

    def _start(self, one: Candidate) -> int:
        return self.places.scene.items[one.first].start

    def _named(self, start: int, end: int) -> Iterator[_Body]:
        """The bodies that a part of the text names: "Stadt Hagen", a Kreis, a university."""
        return (one for one in self._bodies(start, end) if one.noun)

    def _bodies(self, start: int, end: int) -> list[_Body]:
        found = [
            _Body(local().name, "", ours.start(), ours.end(), noun=True)
            for ours in _OURS.finditer(self.plain.text, start, end)
        ]
        found.extend(
            self._body_of(one, start)
            for one in self.places.scene.candidates
            if start <= self._start(one) < end and not one.is_adjective
        )
        return sorted(found, key=lambda one: one.start)

    def _body_of(self, one: Candidate, least: int) -> _Body:
        at, end = self._start(one), self.places.scene.items[one.behind - 1].end
        if one.is_member:
            return _Body(self.catalog.members[one.key].name, one.key, at, end, noun=True)
        name = self.catalog.territories[one.key].name
        if one.entry.is_kreis:
            return _Body(name, one.key, at, end, noun=True)
        before = self.plain.text[max(least, at - 40) : at]
        civic = _CIVIC.search(before)
        if civic is None:
            return _Body(name, one.key, at, end, noun=False)
        own = _OWN_NOUN.search(before)
        noun = own["noun"] if own else "Gemeinde" if "gemeinde" in civic[0].lower() else "Stadt"
        return _Body(f"{noun} {name}", one.key, at - len(civic[0]), end, noun=True)


_SEVERAL: Final = 2


def _joined(bodies: Iterable[_Body]) -> str:
    names = list(dict.fromkeys(one.name for one in bodies))
    return " und ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _as_written(several: re.Match[str] | None) -> str:
    return re.sub(r"\s+", " ", f"{several['noun']} {several['names']}") if several else ""


def _body(line: str) -> str:
    """A body that is none of ours, at the beginning of a line."""
    found = _BODY.match(line)
    if found is None or _NO_KREIS.match(found["name"]):
        return ""
    return _OFFICES.sub(r"\1", found["name"])


def _registered(line: str) -> str:
    """A club or company by its legal form, at the beginning of a line, without the form."""
    found = _REGISTERED.match(line)
    return found["name"] if found else ""
