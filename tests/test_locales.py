"""German and English say the same things: the same keys with the same fields to fill in."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from ruhrmap.package.naming import FORMS

LOCALES = Path(__file__).parents[1] / "src" / "ruhrmap" / "locales"
TOPICS = sorted(path.name for path in (LOCALES / "de").glob("*.po"))


def texts(language: str, topic: str) -> dict[str, tuple[str, ...]]:
    """Every text of a topic by its key; a text with plural forms has several."""
    with (LOCALES / language / topic).open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    found: dict[str, tuple[str, ...]] = {}
    for entry in catalogue:
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            assert key not in found, f"{key} stands twice in {language}/{topic}"
            found[key] = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
    return found


NAMED = r"(?i)(region|initiative)_|(census|borders)_year$"  # of ``catalog.words``


def fields(forms: tuple[str, ...]) -> set[str]:
    """The fields that a caller fills in; what the data package is called is always at hand."""
    names = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return {name for name in names if not re.match(NAMED, name)}


def test_each_language_takes_forms_that_it_has() -> None:
    for language in ("de", "en"):
        known = {f"{what}_{form}" for what, all_ in FORMS.items() for form in all_[language]}
        for topic in TOPICS:
            for key, forms in texts(language, topic).items():
                names = (n for form in forms for _, n, _, _ in Formatter().parse(form) if n)
                taken = {n.lower() for n in names if re.match("(?i)region_|initiative_", n)}
                assert taken <= known, f"{language}: {key} takes {taken - known}"


def test_both_languages_have_the_same_topics() -> None:
    assert TOPICS
    assert sorted(path.name for path in (LOCALES / "en").glob("*.po")) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_texts(topic: str) -> None:
    german, english = texts("de", topic), texts("en", topic)
    assert german.keys() == english.keys()
    assert [key for key in german if fields(german[key]) != fields(english[key])] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_no_text_is_empty_or_shouts(topic: str) -> None:
    for language in ("de", "en"):
        for key, forms in texts(language, topic).items():
            assert all(form.strip() for form in forms), f"{language}: {key} is empty"
            assert not any("!" in form for form in forms), f"{language}: {key} shouts"


def test_no_key_stands_in_two_topics() -> None:
    keys = [key for topic in TOPICS for key in texts("de", topic)]
    assert len(keys) == len(set(keys))
