"""The parts of a release: letterhead, title, text, and what stands below it every time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.papers import paper
from ruhrmap.press.reading.vocabulary import listed
from ruhrmap.press.reading.wrapping import full_line

# A heading below which nothing is told of the event itself.
_BELOW: Final = re.compile(
    r"[\W_]{0,6}(?:Über (?:RuhrFutur|die RuhrFutur|uns|die Bildungsinitiative|die Initiative"
    r"|den Regionalverband|den RVR|die Stiftung|das Projekt|das Programm|die Stadt|den Kreis)\b"
    r"|Zur (?:Bildungsinitiative|Initiative|Stiftung)\b[^.\n]{0,40}$"
    r"|Hintergrund(?:information(?:en)?)?\b[^.\n]{0,50}$"
    r"|(?:Presse|Medien)?-?[Kk]ontakt(?:e|daten)?\b[^.\n]{0,60}$"
    r"|Ansprechpartner(?:in(?:nen)?)?\b|Ansprechperson|Ansprechpartner\*"
    r"|(?:Für|Bei) (?:Rückfragen|Fragen|weitere Fragen)\b|Rückfragen\b"
    r"|Weitere Informationen\b|Weiterführende Informationen|Mehr Informationen\b"
    r"|Herausgeber(?:in)?\b|Impressum\b|Redaktion:|V\.\s?i\.\s?S\.\s?d\.\s?P|Abdruck honorarfrei"
    r"|-{2,}\s*$|Mit freundlichen Grüßen)",
)
_LABEL: Final = re.compile(
    r"[\W_]{0,6}(?:Aktuelle |Gemeinsame |Neue )?(?:Presse-?(?:[Mm]itteilung|information|meldung"
    r"|erklärung"
    r"|text|[Ii]nfo|dienst|einladung|statement)|Medien-?(?:[Mm]itteilung|[Ii]nformation|[Ii]nfo|meldung)"
    r"|PRESSE(?:MITTEILUNG|INFORMATION|MELDUNG|ERKLÄRUNG|EINLADUNG|DIENST)"
    r"|MEDIEN(?:MITTEILUNG|INFORMATION|INFO)|Pressestelle|Pressereferat|Newsletter|Nachrichten"
    r"|Aktuelles|Lokales|Presse|News|Meldung|Mitteilung)(?:en)?\b",
)
_MAIL: Final = re.compile(
    r"\W{0,3}(?:Von|An|Cc|CC|Bcc|Gesendet|Datum|Betreff|From|To|Subject|Sent|Date|Antwort an"
    r"|Reply-To|Anhänge?|Priorität|Message-ID|Content-Type|MIME-Version):\s"
)
_SUBJECT: Final = re.compile(r"\W{0,3}(?:Betreff|Subject):\s*(?P<title>[^\n]+)")
_ADMIN: Final = re.compile(
    r"[\W_]{0,4}(?:Sperrfrist|Mit der Bitte um|Bitte (?:um|sperren|beachten)|Seite \d|Nr\."
    r"|Tel(?:efon)?\b|Fax\b|E-?Mail\b|www\.|https?:|Stand:"
    r"|Autor(?:in)?\b|Fotos?\b|Bild(?:unterschrift)?\b"
    r"|Zur sofortigen|Zum sofortigen|Frei zur|Freigabe|Datum|Postfach|Lesezeit"
    r"|Veröffentlicht|Aktualisiert|Erstellt|Startseite|Sie sind hier|Menü|Drucken|Teilen|Zurück"
    r"|Der Landrat\b|Die Landrätin\b|Der Oberbürgermeister\b|Die Oberbürgermeisterin\b"
    r"|Der Bürgermeister\b|Die Bürgermeisterin\b|Referat|Amt für|Fachbereich|Büro d)",
)
# "Die Pressestelle informiert", "Ausgabe vom Freitag": who sends it, or where it stood
_SENDS: Final = re.compile(
    r"\bPresse(?:stelle|amt|dienst|büro)\w* (?:informiert|teilt mit|meldet)\b"
    r"|\bAusgabe (?:vom|Nr)\b|\bLokal(?:ausgabe|teil|redaktion)\b"
)
_PARAGRAPH: Final = 150  # letters of a line that is more than a heading
_PREFIXES: Final = re.compile(
    r"^(?:(?:WG|AW|FW|Fwd|Re|Antw|PM|PI|Pressemitteilung|Presseinformation|Medieninformation"
    r"|Pressemeldung|Pressemitteilung Nr\. ?[\d/]+)\s*[:|–-]\s*)+",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"(?:19|20)\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}:\d{2}\s*(?:Uhr)?|\bUhr\b"
)
_FULL_DATE: Final = re.compile(
    r"(?:\b\w+tag,? )?\b\d{1,2}\.\s?(?:\d{1,2}\.\s?(?:\d\d){0,2}"
    r"|(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\.?(?:\s\d{4})?)"
    r"|\b(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\s\d{4}\b|\b\d{4}-\d\d-\d\d\b"
)
_WORDS_BESIDE_A_DATE: Final = 5
_UNENDED: Final = re.compile(
    r"(?:-|,|\b(?:und|der|die|das|des|dem|den|in|im|für|von|mit|zu|zur|zum|bei|am|an|auf|oder"
    r"|sowie|eine?|als|aus|über|bildungsinitiative))$",
    re.IGNORECASE,
)
# words in the names of bodies
_SMALL: Final = frozenset(
    listed("der die das des dem den für und in im an am von vom zu zur a d gemeinnützige")
)
_SENDER: Final = re.compile(
    r"(?:Informationsdienst|RuhrFutur|RUHRFUTUR)(?:[ |–-]+[A-ZÄÖÜ\d][\w.-]*){0,4}"
    r"|(?:TU|FH|Uni|HS)[ -][A-ZÄÖÜ][\w-]+(?:,.*)?"
)
_LONGEST_TITLE: Final = 200
_HEAD: Final = 30  # lines
_HEAD_LETTERS: Final = 2500


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plain text that is not empty."""

    start: int
    end: int
    text: str
    after_gap: bool  # an empty line stands before it


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands, by places in the plain text."""

    lines: tuple[Line, ...]
    title: str
    title_start: int  # -1 where none was found
    title_end: int
    title_sure: bool
    body_end: int  # below is what stands there every time
    is_mail: bool
    mail_end: int = 0  # behind the header of a mail

    @property
    def head(self) -> tuple[Line, ...]:
        """The first lines."""
        return tuple(line for line in self.lines[:_HEAD] if line.start < _HEAD_LETTERS)

    def line_of(self, place: int) -> Line:
        """The line in which a place is.

        Raises
        ------
        LookupError
            If no line has it.
        """
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return self.lines[low]


def layout(plain: Plain, hint: str = "") -> Layout:
    """Divide a text; a title that is known from elsewhere is taken as it is."""
    lines = _lines(plain.text)
    title, start, end, sure = _title(lines, full_line(plain.text))
    if hint:
        title, sure = _cleaned(hint), True
    header = [line for line in lines[:12] if _MAIL.match(line.text)]
    return Layout(
        lines=lines,
        title=title,
        title_start=start,
        title_end=end,
        title_sure=sure,
        body_end=_body_end(lines, len(plain.text), max(end, 0)),
        is_mail=len(header) > 1,
        mail_end=header[-1].end if len(header) > 1 else 0,
    )


def _lines(text: str) -> tuple[Line, ...]:
    found, start, gap = [], 0, False
    for raw in text.split("\n"):
        if raw.strip():
            found.append(Line(start, start + len(raw), raw, gap))
            gap = False
        else:
            gap = True
        start += len(raw) + 1
    return tuple(found)


def _body_end(lines: tuple[Line, ...], length: int, behind: int) -> int:
    """Where the last part begins. What follows a contact block in the midst is not looked for."""
    for line in lines:
        if line.start >= behind and line.start > 0 and _BELOW.match(line.text):
            return line.start
    return length


def _title(lines: tuple[Line, ...], full: int) -> tuple[str, int, int, bool]:
    head = lines[:_HEAD]
    for index, line in enumerate(head[:12]):
        subject = _SUBJECT.match(line.text)
        if subject is not None:
            # a heading of its own in the text says it better, if it is one
            return _in_mail(lines, index, subject)
    # a label behind the first paragraph is that of who sends it, at the end
    above = list(takewhile(lambda line: len(line.text) <= _PARAGRAPH, head[:15]))
    label = next((i for i, line in enumerate(above) if _is_label(line)), None)
    for begin in dict.fromkeys((0 if label is None else label, 0)):
        found = _first_title(lines, begin, full)
        if found is not None:
            text, start, end = found
            return text, start, end, True
    return _first_sentence(lines)


def _in_mail(
    lines: tuple[Line, ...], index: int, subject: re.Match[str]
) -> tuple[str, int, int, bool]:
    line = lines[index]
    title = _cleaned(subject["title"])
    start = line.start + subject.start("title")
    return title, start, line.end, bool(title)


def _is_label(line: Line) -> bool:
    match = _LABEL.match(line.text)
    return match is not None and len(line.text) < 90 and not line.text.rstrip().endswith(".")


def _first_title(lines: tuple[Line, ...], begin: int, full: int) -> tuple[str, int, int] | None:
    for index in range(begin, min(len(lines), begin + 15)):
        line = lines[index]
        if not _can_be_title(line.text):
            if len(line.text) > _LONGEST_TITLE:
                return None
            continue
        text, end = line.text, line.end
        # a heading of two lines
        following = lines[index + 1] if index + 1 < len(lines) else None
        if (
            following is not None
            and not following.after_gap
            and len(following.text) < 120
            and (
                _UNENDED.search(text)
                or following.text.lstrip()[:1].islower()
                or (len(text) >= full and _ends_block(lines, index + 1))
            )
            and not following.text.rstrip().endswith(".")
        ):
            text = f"{text.rstrip()} {following.text.lstrip()}"
            end = following.end
        return _cleaned(text), line.start, end
    return None


def _ends_block(lines: tuple[Line, ...], index: int) -> bool:
    return index + 1 == len(lines) or lines[index + 1].after_gap


def _can_be_title(text: str) -> bool:
    bare = text.strip(" \t#*_=-–—•|>")
    if not 8 <= len(bare) <= _LONGEST_TITLE or " " not in bare:
        return False
    if _MAIL.match(text) or _ADMIN.match(text) or _BELOW.match(text):
        return False
    if bare.endswith((".", ",", ";")) and not bare.endswith(("…", "...", " Co.", " u. a.")):
        return False
    label = _LABEL.match(text)
    if label is not None:
        rest = text[label.end() :].strip(" :|–-*#")
        if not rest or _DATED.search(rest) or len(rest.split()) < 3 or rest[0].islower():
            return False
    letters = re.sub(r"[\d\W_]", "", bare)
    if len(letters) < 0.55 * len(bare):
        return False
    if _DATED.search(bare) and re.search(r"[|·•]", bare):
        return False
    if _FULL_DATE.search(bare) and len(_FULL_DATE.sub("", bare).split()) < _WORDS_BESIDE_A_DATE:
        return False
    return not _is_letterhead(bare)


def _is_letterhead(bare: str) -> bool:
    """The name of who sends it, and nothing else."""
    words = bare.split()
    if _SENDS.search(bare):
        return True
    if paper(bare):
        return True
    if "RuhrFutur" in bare and not bare.startswith("RuhrFutur") and len(words) > 3:
        return False  # a sender does not name the initiative
    if re.search(r"@|\b\d{5}\b|\bTel\b", bare):
        return True
    if re.match(
        r"(?:\w*[Ss]tadt|STADT|KREIS|GEMEINDE|Kreis|Gemeinde|Presseamt|Büro|Amt|Universität|Hochschule|Regionalverband|Stiftung|Land|Bezirksregierung"
        r"|Landkreis|Landratsamt|(?:Verbands|Samt)gemeinde|[A-ZÄÖÜ][\w-]+-Kreis|[A-ZÄÖÜ]\w{4,}kreis"
        r"|Ministerium|Fachhochschule|Technische Universität|Ruhr-Universität|RuhrFutur gGmbH"
        r"|Informationsdienst|Westfälische Hochschule|Presse-?\s?und|Referat|Dezernat)\b",
        bare,
    ):
        return _has_no_verb(bare)
    if _SENDER.fullmatch(bare):
        return True
    # "RuhrFutur | Presse", "RuhrFutur Newsletter", "NRZ Moers"
    labelled = re.search(r"\b(?:Presse|Medien|Newsletter|PRESSE|MEDIEN)\w*", bare)
    return _has_no_verb(bare) and len(words) <= 5 and labelled is not None


def _has_no_verb(bare: str) -> bool:
    """Whether only names and small words of names stand there."""
    if ":" in bare:
        return False
    small = re.findall(r"(?<![\w-])[a-zäöüß]{2,}\b", bare)
    return all(word in _SMALL for word in small)


def _first_sentence(lines: tuple[Line, ...]) -> tuple[str, int, int, bool]:
    """Where there is no heading, the beginning of the text, unsure."""
    for line in lines[:_HEAD]:
        if _is_letterhead(line.text.strip(" \t#*_=-|>")) or _is_label(line):
            continue
        if (
            len(line.text.strip()) > 8
            and not _MAIL.match(line.text)
            and not _ADMIN.match(line.text)
        ):
            first = re.split(r"(?<=[a-zäöüß\"“])[.!?](?:\s|$)", line.text.strip(), maxsplit=1)[0]
            return _cleaned(first)[:_LONGEST_TITLE], line.start, line.end, False
    return "", -1, -1, False


def _cleaned(text: str) -> str:
    """A title without the marks of Markdown and of forwarding."""
    bare = re.sub(r"\[([^\]\n]{1,300})\]\([^)\n]{0,500}\)", r"\1", text)
    bare = re.sub(r"\s+", " ", bare).strip(" \t#*_=|>")
    return _PREFIXES.sub("", bare).strip(" *_#")
