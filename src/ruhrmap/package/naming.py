"""What a data package calls its region and its initiative, in the forms that sentences need.

``datapackage.json`` holds each form whole, with article and preposition ("des Seenlands", "in der
Lausitz", "zur Bildungsregion Seenland"): no rule makes them from a name. ``docs/other-regions.md``
tells what each is for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from ruhrmap.model import Naming, Text
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.local_words import read_local_words
from ruhrmap.package.schema import FILE
from ruhrmap.wording import capitalised

LANGUAGES: Final = ("de", "en")
FORMS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "region": {
        "de": ("name", "nominative", "accusative", "genitive", "in", "whole"),
        "en": ("name", "the", "short", "in"),
    },
    "initiative": {
        "de": ("name", "title", "nominative", "to", "with", "described"),
        "en": ("name", "title", "the", "described"),
    },
}
EXAMPLES: Final = ("places", "partners", "press", "codes")
LONGEST: Final = 120  # of a form, in letters
_MOST: Final = 20  # of keywords or examples
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


def read_naming(name: object, own: object) -> tuple[Naming, tuple[Finding, ...]]:
    """The names of a package, and what is wrong with them.

    Parameters
    ----------
    name : object
        What stands as ``name`` in the description; downloads begin with it.
    own : object
        Its section ``ruhrmap``.

    Examples
    --------
    >>> naming, findings = read_naming("seenland", {})
    >>> naming.package, findings[0].field
    ('seenland', 'ruhrmap.region.de.name')
    """
    section: dict[str, Any] = own if isinstance(own, dict) else {}
    findings: list[Finding] = []
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        findings.append(error("descriptor_name", FILE, None, "name"))
        name = ""
    words: dict[str, Text] = {}
    for what, languages in FORMS.items():
        forms = _forms(what, section.get(what), findings)
        for form in dict.fromkeys(form for names in languages.values() for form in names):
            both = [forms.get((language, form), "") for language in LANGUAGES]
            words[f"{what}_{form}"] = Text(*both)
            words[f"{what.capitalize()}_{form}"] = Text(*map(capitalised, both))
    keywords = _object(section, "keywords", findings)
    examples = _object(section, "searchExamples", findings)
    press, wrong = read_local_words(section.get("press"))
    findings += wrong
    naming = Naming(
        package=name,
        words=MappingProxyType(words),
        keywords=MappingProxyType(
            {one: _list(keywords, "keywords", one, findings) for one in LANGUAGES}
        ),
        examples=MappingProxyType(
            {one: _list(examples, "searchExamples", one, findings) for one in EXAMPLES}
        ),
        press=press,
    )
    return naming, tuple(findings)


def _forms(what: str, given: object, findings: list[Finding]) -> dict[tuple[str, str], str]:
    """Every form that is a text; a finding for each that is missing, is none or is not known."""
    held: dict[str, Any] = given if isinstance(given, dict) else {}
    found: dict[tuple[str, str], str] = {}
    for language, names in FORMS[what].items():
        texts = held.get(language)
        texts = texts if isinstance(texts, dict) else {}
        for form in names:
            text = texts.get(form)
            if isinstance(text, str) and _is_text(text):
                found[language, form] = text
            else:
                place = f"ruhrmap.{what}.{language}.{form}"
                findings.append(error("descriptor_words", FILE, None, place, longest=LONGEST))
        findings += _unknown(texts, names, f"ruhrmap.{what}.{language}")
    findings += _unknown(held, LANGUAGES, f"ruhrmap.{what}")
    return found


def _unknown(held: Mapping[str, Any], known: tuple[str, ...], place: str) -> Iterator[Finding]:
    for key in held.keys() - set(known):
        told = ", ".join(known)
        yield error("descriptor_words_unknown", FILE, None, f"{place}.{key}", known=told)


def _object(section: dict[str, Any], key: str, findings: list[Finding]) -> dict[str, Any]:
    """An object that may be left out."""
    held = section.get(key, {})
    known = LANGUAGES if key == "keywords" else EXAMPLES
    if isinstance(held, dict):
        findings += _unknown(held, known, f"ruhrmap.{key}")
        return held
    findings.append(error("descriptor_list", FILE, None, f"ruhrmap.{key}", most=_MOST))
    return {}


def _list(held: dict[str, Any], key: str, name: str, findings: list[Finding]) -> tuple[str, ...]:
    """A short list of texts that may be left out."""
    texts = held.get(name, [])
    if isinstance(texts, list) and len(texts) <= _MOST and all(map(_is_text, texts)):
        return tuple(texts)
    findings.append(error("descriptor_list", FILE, None, f"ruhrmap.{key}.{name}", most=_MOST))
    return ()


def _is_text(value: object) -> bool:
    """One line that can be read, without space around it."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST
        and value == value.strip()
        and not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in value)
    )
