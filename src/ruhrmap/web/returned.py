"""An answer of :mod:`ruhrmap.web.checking` that comes back by way of the browser.

The server keeps nothing of a file, so the page shows what the browser hands it. On a
visitor's connection anything can be said: what has not the form of an answer is none.
"""

from __future__ import annotations

from typing import Any, Final

from ruhrmap.messages import LANGUAGES

_TEXT: Final = dict.fromkeys(LANGUAGES, str)
_LINE: Final = {"row": (int, None), "column": str, "text": _TEXT}
_GROUP: Final = {"severity": str, "place": _TEXT, "title": _TEXT, "lines": [_LINE]}
_ROW: Final = {"kind": _TEXT, "row": _TEXT, "cells": [_TEXT]}
_TABLE: Final = {"file": str, "title": _TEXT, "counts": _TEXT, "rows": [_ROW], "more": int}
_FORM: Final = {
    "name": str,  # of the file, which the browser adds
    "ok": bool,
    "same": bool,
    "errors": int,
    "notes": int,
    "unshown": int,
    "findings": [_GROUP],
    "words": [_TEXT],
    "moves": [{"period": _TEXT, "figures": [[_TEXT]]}],
    "tables": [_TABLE],
    "files": [{"file": str, "kind": _TEXT}],
    "package": ({"name": str, "body": str}, None),
}
_COLUMNS: Final = 3  # of the table of figures
_MOST: Final = 2**53


def is_answer(told: object) -> bool:
    """Whether something can be shown as an answer.

    Examples
    --------
    >>> is_answer({"ok": True}), is_answer([]), is_answer(None)
    (False, False, False)
    """
    return _fits(told, _FORM) and all(
        len(line) == _COLUMNS
        for move in told["moves"]  # type: ignore[index]  # it has the form
        for line in move["figures"]
    )


def _fits(value: Any, form: Any) -> bool:
    """A dictionary has at least these names, a list any number of its one form."""
    if isinstance(form, tuple):
        return any(_fits(value, one) for one in form)
    if form is None:
        return value is None
    if isinstance(form, dict):
        return isinstance(value, dict) and all(
            name in value and _fits(value[name], inner) for name, inner in form.items()
        )
    if isinstance(form, list):
        return isinstance(value, list) and all(_fits(one, form[0]) for one in value)
    if form is int:
        return type(value) is int and 0 <= value <= _MOST
    if form is str:
        return isinstance(value, str) and not any("\ud800" <= one <= "\udfff" for one in value)
    return type(value) is form
