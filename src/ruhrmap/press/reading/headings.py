"""The heading of a release, among letterhead, labels, dates and names of offices."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import Final, NamedTuple

from ruhrmap.press.reading.deeds import NAMED
from ruhrmap.press.reading.lines import BELOW, MAIL, Line
from ruhrmap.press.reading.local import LocalPattern
from ruhrmap.press.reading.papers import paper
from ruhrmap.press.reading.vocabulary import listed

_LABEL: Final = re.compile(
    r"[\W_]{0,6}(?:Aktuelle |Gemeinsame |Neue )?(?:Presse-?(?:[Mm]itteilung|information|meldung"
    r"|erklärung"
    r"|text|[Ii]nfo|dienst|einladung|statement)|Medien-?(?:[Mm]itteilung|[Ii]nformation|[Ii]nfo|meldung)"
    r"|PRESSE(?:MITTEILUNG|INFORMATION|MELDUNG|ERKLÄRUNG|EINLADUNG|DIENST)"
    r"|MEDIEN(?:MITTEILUNG|INFORMATION|INFO)|Pressestelle|Pressereferat|Newsletter|Nachrichten"
    r"|Aktuelles|Lokales|Presse|News|Meldung|Mitteilung)(?:en)?\b",
)
_SUBJECT: Final = re.compile(r"\W{0,3}(?:Betreff|Subject):\s*(?P<title>[^\n]+)")
_ADMIN: Final = re.compile(
    r"[\W_]{0,4}(?:(?:Bitte )?(?i:Sperrfrist)\b|Mit der Bitte um|Bitte (?:um|sperren|beachten)"
    r"|Seite \d|Nr\.|Tel(?:efon)?\b|Fax\b|E-?Mail\b|www\.|https?:|Stand:"
    r"|Autor(?:in)?\b|Text:|Fotos?\b|Bild(?:unterschrift)?\b"
    r"|Absender\b|Eintrag vom\b|An (?:die|alle) (?:Medien|Presse|Redaktion|Lokal)"
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
    r"|Pressemeldung|EILT|Eilmeldung|Sperrfrist[^:|–\n]{0,40})(?: (?:Nr\. ?)?[\d/]+)?"
    r"\s*[:|–-]\s*)+",
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
    r"(?:-|,|:|\b(?:und|der|die|das|des|dem|den|in|im|für|von|mit|zu|zur|zum|bei|am|an|auf|oder"
    r"|sowie|eine?|als|aus|über|bildungsinitiative))$",
    re.IGNORECASE,
)
# words in the names of bodies
_SMALL: Final = frozenset(
    listed("der die das des dem den für und in im an am von vom zu zur a d gemeinnützige")
)
_SENDER: Final = LocalPattern(
    r"(?:Informationsdienst|«written»)(?:[ |–-]+[A-ZÄÖÜ\d][\w.-]*){0,4}"
    r"|(?:TU|FH|Uni|HS)[ -][A-ZÄÖÜ][\w-]+(?:,.*)?"
)
_SMALL_IN_NAMES: Final = frozenset(
    listed("aus auf bei mit nach online ohne rund über um unter zwischen")
)
_BYLINE: Final = re.compile(
    r"Von (?:unsere[mnr]\w* (?:\w+ )?)?(?:[A-ZÄÖÜ][\w-]+ ){1,2}[A-ZÄÖÜ][\w-]+"
    r"(?: und (?:[A-ZÄÖÜ][\w-]+ ){1,2}[A-ZÄÖÜ][\w-]+)?|[A-ZÄÖÜ][\w-]+ \([a-z/]{2,9}\)"
)
# what else stands alone in a mail, in front of its text
_TO_READERS: Final = re.compile(r"(?:Liebe|Sehr geehrte|Guten (?:Tag|Morgen)|Hallo|Gruß)\b")
_PATHS: Final = re.compile(
    r"\|.*\||(?:^|[|·•–-] )(?:(?:das|der|die|Das|Der|Die|Ihr) )?"
    r"(?:Nachrichten|Newsroom|News|Newsletter|Presse|Blog|Aktuelles|\w*(?:[Mm]agazin|[Pp]ortal))\b"
)
_PAGE: Final = re.compile(r"\bSeite \d+(?: (?:von|/) \d+)?$")
_SAYS: Final = re.compile(r"\b(?:teilt mit|informiert|meldet|gibt bekannt):$")
_MARKED: Final = re.compile(r"# ")  # the first heading of Markdown
_STREET: Final = re.compile(
    r"[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*){0,3}?"
    r"(?:[Ss]tr\.|[Ss]traße|[Ss]trasse|[Pp]latz|[Ww]eg|[Aa]llee|[Rr]ing|[Dd]amm|[Uu]fer|[Mm]arkt)"
    r" \d{1,4} ?[a-z]?"
)
_OFFICE: Final = re.compile(r"(?i:Presse-?(?:stelle|referat|amt|büro))\b")
_CAPITALS_WITH_VERB: Final = re.compile(
    r"\b(?:IST|SIND|WIRD|WERDEN|TRITT|TRETEN|KEHRT|BLEIBT|BEKOMMT|GEHT|KOMMT|MACHT|SAGT|STARTET"
    r"|UNTERZEICHNET|UNTERSCHREIBT|ERÖFFNET|STELLT|HOLT|WILL)\b"
)
# "tritt bei", "baut aus": the end of a verb that stands before it, not of half a line
_VERB_WITH_ITS_END: Final = re.compile(
    r"(?<![\w-])(?!(?:mit|seit|nicht|jetzt|erst|zuletzt)\b)[a-zäöüß]{2,}t\b"
    r".* (?:bei|an|auf|aus|ein|zu|mit|über)$"
)
_BARS: Final = re.compile(r" [|·•] ")  # between names
_MARKS: Final = " \t#*_=-–—•|>+"
_FAR: Final = 15  # lines in which the heading stands
_LONGEST_TITLE: Final = 200
_LONG_SENDER: Final = 5  # words in capitals
_HEAD: Final = 30  # lines


class _Found(NamedTuple):
    """What may be the heading."""

    row: int  # of its line
    text: str
    start: int
    end: int
    weak: bool  # it looks rather like a masthead


def heading(lines: tuple[Line, ...], full: int) -> tuple[str, int, int, bool]:
    """The title, where it begins and ends, and whether it is one for sure.

    ``full`` is the length of a line that goes on in the next one.
    """
    head = lines[:_HEAD]
    above = takewhile(lambda line: len(line.text) <= _PARAGRAPH, head[:15])
    # a label behind the first paragraph is that of who sends it, at the end
    label = next((i for i, line in enumerate(above) if _is_label(line)), 0)
    for index, line in enumerate(head[:12]):
        subject = _SUBJECT.match(line.text)
        if subject is not None:
            return _in_mail(lines, index, subject, full)
    found = _candidates(lines, 0, full)
    marked = [one for one in found if _MARKED.match(head[one.row].text)]
    behind = [one for one in found if one.row >= label]
    for some in (marked, *([one for one in those if not one.weak] for those in (behind, found))):
        if some:
            return cleaned(some[0].text), some[0].start, some[0].end, True
    if found:
        first = (behind or found)[0]
        return cleaned(first.text), first.start, first.end, True
    return _first_sentence(lines)


def _in_mail(
    lines: tuple[Line, ...], index: int, subject: re.Match[str], full: int
) -> tuple[str, int, int, bool]:
    """The heading below the head of a mail, if a line stands alone there, else its subject."""
    for one in _candidates(lines, index + 1, full):
        alone = lines[one.row].after_gap and _gap_behind(lines, one.end)
        if alone and not one.weak and not _TO_READERS.match(one.text):
            return cleaned(one.text), one.start, one.end, True
    title = cleaned(subject["title"])
    line = lines[index]
    return title, line.start + subject.start("title"), line.end, bool(title)


def _gap_behind(lines: tuple[Line, ...], end: int) -> bool:
    return next((line.after_gap for line in lines if line.start > end), False)


def _is_label(line: Line) -> bool:
    match = _LABEL.match(line.text)
    return match is not None and len(line.text) < 90 and not line.text.rstrip().endswith(".")


def _candidates(lines: tuple[Line, ...], begin: int, full: int) -> list[_Found]:
    """Every line above the text that may be the heading."""
    found: list[_Found] = []
    repeated = _repeated(lines)
    # whether who sends it stands above in the same block: what follows is a tagline, an office
    below_sender = is_paper = False
    done = -1
    for index in range(begin, min(len(lines), begin + _FAR)):
        line = lines[index]
        bare = line.text.strip(_MARKS)
        if line.after_gap:
            below_sender = False
        if _is_prose(lines, index, full):
            break
        if line.start < done:
            continue
        if not _can_be_title(line.text):
            is_paper = is_paper or bool(paper(bare))
            if _OFFICE.match(bare) or (_is_label(line) and _UNENDED.search(bare)):
                below_sender = True
            elif _is_label(line) or _DATED.search(bare):
                below_sender = False
            elif " " not in bare or _is_letterhead(bare):
                below_sender = True
            continue
        names = _BARS.search(bare) is not None and _has_no_verb(bare)
        masthead = index == 0 and _is_masthead(lines)
        is_paper = is_paper or masthead
        weak = (
            masthead
            or below_sender
            or bare[0].islower()
            or _running(bare) in repeated
            or _BYLINE.fullmatch(bare) is not None
            or names
            or (is_paper and bare.isupper())  # the line above a headline
        )
        below_sender = below_sender or masthead or names or (index == 0 and bare[0].islower())
        text, done = _with_next(lines, index, full)
        found.append(_Found(index, text, line.start, done, weak))
    return found


def _is_prose(lines: tuple[Line, ...], index: int, full: int) -> bool:
    """Whether a line is one of a paragraph."""
    length = len(lines[index].text)
    if length > _LONGEST_TITLE:
        return True
    if length < full or index + 2 >= len(lines):
        return False
    if any(line.after_gap for line in lines[index + 1 : index + 3]):
        return False
    return len(lines[index + 1].text) >= full


def _repeated(lines: tuple[Line, ...]) -> frozenset[str]:
    """The lines that stand on several pages, without their numbers."""
    counted = Counter(
        _running(line.text.strip(_MARKS)) for line in lines if len(line.text) <= _PARAGRAPH
    )
    return frozenset(text for text, count in counted.items() if count > 1)


def _running(bare: str) -> str:
    return re.sub(r"\d+", "", bare)


def _is_masthead(lines: tuple[Line, ...]) -> bool:
    """Whether the first line is the name of a paper or an office with the day right below it.

    Or one with the paths of a page in it ("TU Dortmund | Newsroom | Forschung").
    """
    bare = lines[0].text.strip(_MARKS)
    if not _is_name(bare):
        return False
    if _PATHS.search(bare):
        return True
    below = list(takewhile(lambda line: not line.after_gap, lines[1:4]))
    if below and bare.istitle() and len(bare.split()) <= 3 and _can_be_title(below[0].text):
        return True  # a name with its tagline
    return any(_DATED.search(line.text) and not _can_be_title(line.text) for line in below)


_NO_NAME: Final = LocalPattern(r"[:!?\d]|.«written»|^(?:Neue|Mehr|Erste)")


def _is_name(bare: str) -> bool:
    """Whether it may be a name, of many words even: "Revier am Abend – online"."""
    if _NO_NAME.search(bare):
        return False
    small = re.findall(r"(?<![\w-])[a-zäöüß]{2,}\b", re.sub(r"\([a-z]{2,5}\)", "", bare))
    return all(word in _SMALL or word in _SMALL_IN_NAMES for word in small)


def _with_next(lines: tuple[Line, ...], index: int, full: int) -> tuple[str, int]:
    """A heading with its second line, if it has one, and where it ends."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if (
        following is not None
        and not following.after_gap
        and len(following.text) < 120
        and (
            (_UNENDED.search(line.text) and not _VERB_WITH_ITS_END.search(line.text))
            or following.text.lstrip()[:1].islower()
            or (len(line.text) >= full and _ends_block(lines, index + 1))
        )
        and not following.text.rstrip().endswith(".")
        and not (_FULL_DATE.search(following.text) and not _can_be_title(following.text))
    ):
        return f"{line.text.rstrip()} {following.text.lstrip()}", following.end
    return line.text, line.end


def _ends_block(lines: tuple[Line, ...], index: int) -> bool:
    return index + 1 == len(lines) or lines[index + 1].after_gap


def _can_be_title(text: str) -> bool:
    bare = text.strip(_MARKS)
    if not 8 <= len(bare) <= _LONGEST_TITLE or " " not in bare:
        return False
    if MAIL.match(text) or _ADMIN.match(text) or BELOW.match(text):
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
    beside = re.findall(r"[^\W\d_][\w-]*", _FULL_DATE.sub("", bare))
    if len(beside) < _WORDS_BESIDE_A_DATE and _FULL_DATE.search(bare):
        return False
    if _PAGE.search(bare) or _SAYS.search(bare) or _STREET.fullmatch(bare):
        return False
    return not _is_letterhead(bare)


_LETTERHEAD: Final = LocalPattern(
    r"(?:\w*[Ss]tadt|STADT|KREIS|GEMEINDE|Kreis|Gemeinde|Presseamt|Büro|Amt|Universität|Hochschule|Regionalverband|Stiftung|Land|Bezirksregierung"
    r"|Landkreis|Landratsamt|(?:Verbands|Samt)gemeinde|[A-ZÄÖÜ][\w-]+-Kreis|[A-ZÄÖÜ]\w{4,}kreis"
    r"|Ministerium|Fachhochschule|Technische Universität|[A-ZÄÖÜ][a-zäöü]+-Universität"
    r"|«written» gGmbH"
    r"|Informationsdienst|[A-ZÄÖÜ]\w+ische Hochschule|Presse-?\s?und|Referat|Dezernat)\b"
)


def _is_letterhead(bare: str) -> bool:
    """The name of who sends it, and nothing else."""
    words = bare.split()
    if _SENDS.search(bare):
        return True
    if paper(bare):
        return True
    if NAMED.search(bare, 1) and len(words) > 3:
        return False  # a sender does not name the initiative
    if re.search(r"@|\b\d{5}\b|\bTel\b", bare):
        return True
    if _LETTERHEAD.match(bare):
        return _has_no_verb(bare)
    if re.match(
        r"(?:[A-ZÄÖÜ]{3,}-|TECHNISCHE )?UNIVERSITÄT |(?:\w{3,} )?HOCHSCHULE |MINISTERIUM ", bare
    ):
        return _has_no_verb(bare) and len(words) <= _LONG_SENDER
    if _SENDER.fullmatch(bare):
        return True
    # "RuhrFutur | Presse", "RuhrFutur Newsletter", "NRZ Moers"
    labelled = re.search(r"\b(?:Presse|Medien|Newsletter|PRESSE|MEDIEN)\w*", bare)
    return _has_no_verb(bare) and len(words) <= 5 and labelled is not None


def _has_no_verb(bare: str) -> bool:
    """Whether only names and small words of names stand there."""
    if ":" in bare or _CAPITALS_WITH_VERB.search(bare):
        return False
    small = re.findall(r"(?<![\w-])[a-zäöüß]{2,}\b", bare)
    return all(word in _SMALL for word in small)


def _first_sentence(lines: tuple[Line, ...]) -> tuple[str, int, int, bool]:
    """Where there is no heading, the beginning of the text, unsure."""
    for line in lines[:_HEAD]:
        if _is_letterhead(line.text.strip(" \t#*_=-|>")) or _is_label(line):
            continue
        if len(line.text.strip()) > 8 and not MAIL.match(line.text) and not _ADMIN.match(line.text):
            first = re.split(r"(?<=[a-zäöüß\"“])[.!?](?:\s|$)", line.text.strip(), maxsplit=1)[0]
            return cleaned(first)[:_LONGEST_TITLE].rstrip(), line.start, line.end, False
    return "", -1, -1, False


def cleaned(text: str) -> str:
    """A title without the marks of Markdown and of forwarding."""
    bare = re.sub(r"\[([^\]\n]{1,300})\]\([^)\n]{0,500}\)", r"\1", text)
    bare = re.sub(r"\s+", " ", bare).strip(" \t#*_=|>")
    return _PREFIXES.sub("", bare).strip(" *_#")
