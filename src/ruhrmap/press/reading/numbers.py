"""Numbers in German words: "vierzehn", "einundzwanzig", "vierzehnte"."""

from __future__ import annotations

from typing import Final

_UNITS: Final = {
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "zweier": 2, "drei": 3,
    "dreier": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS: Final = {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60}
_FIRST: Final = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}
_ORDINAL_ENDS: Final = ("es", "er", "en", "em", "e")


def number(word: str) -> int | None:
    """The number that a word means; None for any other word.

    Examples
    --------
    >>> number("14"), number("vierzehn"), number("dreiundfünfzig"), number("viele")
    (14, 14, 53, None)
    """
    if word.isdigit() and word.isascii():
        return int(word) if len(word) <= 3 else None
    low = word.lower().replace("fuenf", "fünf").replace("zwoelf", "zwölf")
    if low in _UNITS:
        return _UNITS[low]
    if low in _TENS:
        return _TENS[low]
    unit, und, tens = low.partition("und")
    if und and tens in _TENS and unit in _UNITS:
        return _UNITS[unit] + _TENS[tens]
    return None


def ordinal(word: str) -> int | None:
    """The number of an ordinal in words; None for any other word.

    Examples
    --------
    >>> ordinal("sechste"), ordinal("vierzehntes"), ordinal("siebten"), ordinal("Seite")
    (6, 14, 7, None)
    """
    low = word.lower()
    for ending in _ORDINAL_ENDS:
        if not low.endswith(ending):
            continue
        stem = low.removesuffix(ending)
        if stem in _FIRST:
            return _FIRST[stem]
        for mark in ("st", "t"):
            if stem.endswith(mark):
                found = number(stem.removesuffix(mark))
                if found is not None and (found >= 20) == (mark == "st"):
                    return found
    return None
