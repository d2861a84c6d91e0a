"""The map in plain words: what it says of a day, and that it keeps the rules of such a text."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ruhrmap.coverage import Frame, Passage, frame_on, plain_words
from ruhrmap.messages import LANGUAGES, pick
from ruhrmap.model import Catalog

LONGEST = 15  # words of a sentence; plain German is written with fewer


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def told(ours: Catalog, frames: tuple[Frame, ...], day: str) -> tuple[Passage, ...]:
    on = day_of(day)
    return plain_words(ours, frame_on(frames, on), on)


def text(passages: tuple[Passage, ...], language: str = "de") -> str:
    return " ".join(pick(language, one) for p in passages for one in (p.heading, *p.sentences))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-04-10", "14 von 15 großen Städten und Kreisen machen mit. 40 von 53 Städten"),
        ("2024-04-10", "leben etwa 4,6 Millionen Menschen. Das sind 91 von 100 Menschen"),
        ("2013-05-02", "4 von 15 großen Städten und Kreisen machen mit. 5 von 53 Städten und"),
        ("2024-04-10", "Auch 7 Hochschulen machen mit."),
        ("2024-04-10", "Gerade ist es der 10. April 2024."),
        ("2024-04-10", "Das Ruhrgebiet hat 11 große Städte und 4 Kreise."),
        ("2013-01-01", "Für diesen Tag ist kein Beitritt bekannt."),
        ("2019-01-15", "wissen wir es für diesen Tag nicht genau."),
        ("2026-01-01", "Berichte über Städte und Kreise haben wir nur bis zum 10. April 2024."),
    ],
)
def test_what_is_said_on_a_day(
    ours: Catalog, frames: tuple[Frame, ...], day: str, said: str
) -> None:
    assert said in text(told(ours, frames, day))


def test_nothing_is_said_of_numbers_before_the_first_accession(
    ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    shown = text(told(ours, frames, "2013-01-01"))
    assert "machen mit." not in shown.replace("Städte und Kreise machen mit.", "")
    assert "von 100" not in shown


def test_the_evidence_is_mentioned_only_once_it_has_ended(
    ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    assert "Berichte über" not in text(told(ours, frames, "2024-04-10"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_every_frame_is_short_and_simple(
    ours: Catalog, frames: tuple[Frame, ...], language: str
) -> None:
    """No brackets, no semicolons, no signs for words; one thought, few words."""
    for frame in frames:
        passages = plain_words(ours, frame, frame.start)
        for passage in passages:
            assert pick(language, passage.heading).endswith("?")
            for one in passage.sentences:
                for sentence in re.split(r"(?<=[.:]) (?=[A-ZÄÖÜ])", pick(language, one)):
                    assert len(sentence.split()) <= LONGEST, sentence
                    assert not re.search(r"[;()%/–]|Mio|z\. ?B|usw", sentence), sentence


def test_nobody_is_said_not_to_be_a_member(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    for frame in frames:
        shown = text(plain_words(ours, frame, frame.start))
        assert not re.search(r"macht? nicht mit|machen nicht mit|kein Mitglied", shown)
