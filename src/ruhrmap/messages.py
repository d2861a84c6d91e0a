"""The message catalogue: every text for people, German first, English second.

Texts stand in ``locales/<language>/<topic>.po`` under symbolic keys and are read once
a process. Numbers and dates are written by Babel as people of that language write them.
"""

from __future__ import annotations

import gettext
import io
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from babel import dates as babel_dates
from babel import numbers as babel_numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ruhrmap.model import Text

LANGUAGES: Final = ("de", "en")
DEFAULT_LANGUAGE: Final = "de"

# Babel's plain "en" writes dates as in the United States.
_LOCALES: Final = {"de": "de_DE", "en": "en_GB"}

# Formatted numbers and dates: Babel takes 0.1 ms for each, a table holds hundreds.
_KEPT: Final = 4096

Field = str | int | Text


@cache
def _catalogue(language: str) -> tuple[gettext.GNUTranslations, ...]:
    folder = resources.files("ruhrmap") / "locales" / language
    topics = sorted((f for f in folder.iterdir() if f.name.endswith(".po")), key=lambda f: f.name)
    return tuple(_compile(topic.read_bytes(), language) for topic in topics)


def _compile(po: bytes, language: str) -> gettext.GNUTranslations:
    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(po), locale=language))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def message(language: str, key: str, /, **fields: Field) -> str:
    """The text of ``key`` in ``language`` with its fields filled in.

    Raises
    ------
    KeyError
        If the catalogue has no such key.

    Examples
    --------
    >>> message("de", "status.none")
    'kein Beitritt bekannt'
    """
    return _text(language, key).format(**_pick(language, fields))


@cache
def _text(language: str, key: str) -> str:
    for topic in _catalogue(language):
        text = topic.gettext(key)
        if text != key:
            return text
    raise KeyError(f"no message {key!r} in {language!r}")


def plural(language: str, key: str, count: int, /, **fields: Field) -> str:
    """Like :func:`message`, in the form that fits ``count``; ``{count}`` is filled in.

    Raises
    ------
    KeyError
        If the catalogue has no such key with plural forms.
    """
    for topic in _catalogue(language):
        text = topic.ngettext(key, key, count)
        if text != key:
            return text.format(count=number(language, count), **_pick(language, fields))
    raise KeyError(f"no message {key!r} with plural forms in {language!r}")


def both(key: str, /, **fields: Field) -> Text:
    """The text of ``key`` in both languages; a field may itself be a :class:`Text`."""
    return Text(*(message(language, key, **fields) for language in LANGUAGES))


def both_plural(key: str, count: int, /, **fields: Field) -> Text:
    """Like :func:`both`, in the forms that fit ``count``."""
    return Text(*(plural(language, key, count, **fields) for language in LANGUAGES))


def pick(language: str, text: Text) -> str:
    """One language of a text."""
    return text.de if language == "de" else text.en


def _pick(language: str, fields: dict[str, Field]) -> dict[str, str | int]:
    return {k: pick(language, v) if isinstance(v, Text) else v for k, v in fields.items()}


@lru_cache(_KEPT)
def number(language: str, value: float, digits: int = 0) -> str:
    """A number as people of that language write it.

    Examples
    --------
    >>> number("de", 4640628), number("de", 91.1, 1), number("en", 4640628)
    ('4.640.628', '91,1', '4,640,628')
    """
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return babel_numbers.format_decimal(value, format=pattern, locale=_LOCALES[language])


@lru_cache(_KEPT)
def long_date(language: str, day: date) -> str:
    """A day with its month as a word: "9. April 2024", "9 April 2024"."""
    return babel_dates.format_date(day, format="long", locale=_LOCALES[language])


@lru_cache(_KEPT)
def short_date(language: str, day: date) -> str:
    """A day in figures: "09.04.2024", "09/04/2024"."""
    pattern = "dd.MM.yyyy" if language == "de" else "dd/MM/yyyy"
    return babel_dates.format_date(day, format=pattern, locale=_LOCALES[language])


@lru_cache(_KEPT)
def month(language: str, day: date) -> str:
    """Month and year: "Januar 2019", "January 2019"."""
    return babel_dates.format_date(day, format="LLLL yyyy", locale=_LOCALES[language])
