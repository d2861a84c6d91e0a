"""The story in steps tells each accession once, in order, with what it changed and no more."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ruhrmap import coverage
from ruhrmap.coverage import Change, Frame, Pace, Status, Step, StepKind
from ruhrmap.messages import LANGUAGES, pick
from ruhrmap.model import Catalog, Level


@pytest.fixture(scope="module", params=list(Pace))
def told(request: pytest.FixtureRequest, ours: Catalog, frames: tuple[Frame, ...]) -> list[Step]:
    return list(coverage.steps(ours, frames, request.param))


def by_accession(ours: Catalog, frames: tuple[Frame, ...]) -> tuple[Step, ...]:
    return coverage.steps(ours, frames)


def test_eight_accessions_and_how_things_stand(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    made = by_accession(ours, frames)
    assert [one.day for one in made[:-1]] == [one.day for one in coverage.accessions(ours)]
    assert [one.kind for one in made] == [StepKind.ACCESSION] * 8 + [StepKind.CLOSING]
    assert [one.number for one in made] == list(range(1, 10))
    assert made[-1].day == coverage.evidence_end(ours)


def test_one_step_a_year_until_the_evidence_ends(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    made = coverage.steps(ours, frames, Pace.YEAR)
    assert [one.day.year for one in made[:-1]] == list(range(2013, 2025))
    assert all(one.day == date(one.day.year, 12, 31) for one in made[:-2])
    assert made[-2].day == made[-1].day == coverage.evidence_end(ours)
    quiet = made[1]
    assert quiet.title.de == "Kein Beitritt bekannt" and not any(quiet.marks.values())


def test_each_newcomer_is_marked_once_and_as_what_it_is_then(told: list[Step]) -> None:
    for level in Level:
        seen: set[str] = set()
        for step in told:
            new = step.marks[level]
            assert not seen & new.keys()
            seen |= new.keys()
            for ags, change in new.items():
                assert change is coverage.ADDED[step.frame.statuses[level][ags]]
                assert not step.before.statuses[level][ags].covered
        covered = {a for a, s in told[-1].frame.statuses[level].items() if s.covered}
        assert seen == covered


def test_a_town_that_was_a_member_is_not_new_when_its_kreis_joins(
    ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    herten = next(t for t in ours.at(Level.MUNICIPALITY) if t.name == "Herten").ags
    for pace in Pace:
        marked = [
            step.number
            for step in coverage.steps(ours, frames, pace)
            if herten in step.marks[Level.MUNICIPALITY]
        ]
        assert marked == [1]


def test_the_figures_count_from_step_to_step_up_to_those_of_the_frame(told: list[Step]) -> None:
    for earlier, later in pairwise(told):
        assert later.before is earlier.frame
        assert [c.before for c in later.counters] == [c.figure.amount for c in earlier.counters]
    for step in told:
        told = [c.figure for c in step.counters]
        assert told == [figure for figure in step.frame.figures if figure in told]
        assert [one.key for one in told] == [
            "districts",
            "municipalities",
            "population",
            "universities",
        ]


def test_the_pattern_of_a_figure_writes_its_value(frames: tuple[Frame, ...]) -> None:
    from ruhrmap.messages import number

    for figure in (figure for frame in frames for figure in frame.figures):
        for language in LANGUAGES:
            written = number(language, figure.amount, figure.digits)
            filled = pick(language, figure.pattern).format(n=written)
            assert filled == pick(language, figure.value)


def test_a_span_is_told_as_one_and_a_month_as_a_month(
    ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    made = {step.title.de.split(";")[0]: step for step in by_accession(ours, frames)}
    assert made["Kreis Unna"].when.de == "Zwischen 31. Mai 2023 und 8. April 2024"
    assert made["Bochum und Kreis Recklinghausen"].when.de == "Januar 2019"
    notes = " ".join(note.de for note in made["Kreis Unna"].notes)
    assert "nicht belegt" in notes and "Annahme" in notes


def test_an_accession_of_partners_leaves_the_map_and_says_so(
    ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    for step in by_accession(ours, frames):
        kommunen = [
            one for one in coverage.accessions(ours) if one.day == step.day and one.of_territories
        ]
        if step.kind is StepKind.ACCESSION and not kommunen:
            assert step.frame.statuses == step.before.statuses
            assert "Die Karte bleibt" in step.caption.de


def test_the_people_of_the_captions_add_up(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    """What each caption calls more people is the difference of the frames, never a status."""
    from ruhrmap import wording

    for step in by_accession(ours, frames)[1:-1]:
        gain = step.frame.counts.population - step.before.counts.population
        words = f"{wording.people(gain).de} Menschen mehr"
        assert (words in step.caption.de) == (gain > 0)


def test_the_last_step_says_what_is_not_known(told: list[Step], ours: Catalog) -> None:
    assert told[-1].open == coverage.caveats(ours)
    assert not any(step.open for step in told[:-1])


def test_every_text_is_there_in_both_languages_as_plain_sentences(told: list[Step]) -> None:
    for step in told:
        for text in (step.when, step.title, step.caption, *step.alternative.values(), *step.notes):
            for language in LANGUAGES:
                words = pick(language, text)
                assert words == words.strip() and words[0] == words[0].upper()
                assert "  " not in words and "{" not in words and "!" not in words


def test_nothing_is_told_before_it_was_certain(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    """A day earlier the newcomers of an accession are not covered for certain."""
    for step in by_accession(ours, frames)[:-1]:
        if any(step.marks.values()):
            eve = coverage.frame_on(frames, step.day - timedelta(days=1))
            for level in Level:
                for ags, change in step.marks[level].items():
                    assert change in (Change.NEW_MEMBER, Change.NEW_STATED, Change.NEW_ASSUMED)
                    assert eve.statuses[level][ags] in (Status.NONE, Status.UNCERTAIN)
