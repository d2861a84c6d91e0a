"""The short form of the fuzzing: every target of ``fuzz/`` on a few inputs, by hypothesis."""

from __future__ import annotations

import json
import random
import warnings
from pathlib import Path
from typing import Any

import pytest
from fuzz import figures, openapi, running
from fuzz.__main__ import main
from fuzz.draw import Draw, FromBytes, FromChance
from fuzz.target import FaultError, Target, hold
from fuzz.targets import ALL
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

LETTERS = st.characters(exclude_categories=("Cs",))
NAMES = {one.name: one.reads for one in ALL} | {openapi.NAME: openapi.READS}
# A whole page or a process for each input: their other tests run them often enough.
BY_HYPOTHESIS = {"dates", "cells", "addresses", "connections", "sizes"}
LEFT_OUT = {"visits", "documents-apart", "workbooks-apart", "served"}


class FromHypothesis(Draw):
    """Choices of hypothesis, which makes a failing input smaller."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def number(self, low: int, high: int) -> int:
        return self._data.draw(st.integers(low, high))

    def raw(self, most: int) -> bytes:
        return self._data.draw(st.binary(max_size=most))

    def letters(self, most: int) -> str:
        return self._data.draw(st.text(LETTERS, max_size=most))


@pytest.mark.parametrize(
    "target", [one for one in ALL if one.name in BY_HYPOTHESIS], ids=lambda t: t.name
)
def test_what_must_hold_of_a_quick_reader(target: Target[Any]) -> None:
    @settings(
        max_examples=target.examples,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def short(data: st.DataObject) -> None:
        target.check(target.make(FromHypothesis(data)))

    running.quietly(short)


@pytest.mark.parametrize(
    "target",
    [one for one in ALL if one.name not in LEFT_OUT | BY_HYPOTHESIS],
    ids=lambda t: t.name,
)
def test_what_must_hold_of_a_slow_reader(target: Target[Any]) -> None:
    # by chance, but the same inputs each time: making smaller what takes long is for script/fuzz
    result = running.quietly(lambda: running.run(target, 300, seed=1, most=target.examples))
    assert result.inputs == target.examples
    assert [fault.told for fault in result.faults.values()] == []


def test_the_api_is_as_it_is_described() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = openapi.run(60, seed=1, most=12)
    assert result.inputs > 0
    assert [fault.told for fault in result.faults.values()] == []


def of_numbers(check: Any) -> Target[int]:
    return Target("t", "numbers", lambda draw: draw.number(0, 9), check, seconds=0.01)


def test_a_run_finds_what_does_not_hold_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "FOUND", tmp_path / "found")

    def check(number: int) -> None:
        hold(number != 3, f"no three: {number}")
        if number == 4:
            raise KeyError(number)

    result = running.run(of_numbers(check), 300, seed=1, most=200)
    assert result.inputs == 200
    assert sorted(result.faults) == [
        "FaultError: no three",
        f"KeyError at test_fuzz.py:{line(check)}",
    ]
    assert {fault.case for fault in result.faults.values()} == {"3", "4"}
    assert len(list((tmp_path / "found").iterdir())) == 2


def line(check: Any) -> int:
    return int(check.__code__.co_firstlineno) + 3


def test_what_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(running, "FOUND", tmp_path)
    slow = of_numbers(lambda number: sum(range(2_000_000)))
    result = running.run(slow, 300, seed=1, most=3)
    assert list(result.faults) == ["FaultError: done within 0.01 s"]
    assert next(iter(result.faults.values())).times == 3


def test_a_seed_gives_the_same_inputs() -> None:
    for target in ALL[:3]:
        assert target.make(FromChance("1/a/2")) == target.make(FromChance("1/a/2"))
        assert any(
            target.make(FromChance(f"1/a/{n}")) != target.make(FromChance("1/a/2"))
            for n in range(9)
        )


def test_bytes_stand_for_any_choice() -> None:
    body = random.Random(1).randbytes(4_000)
    draw = FromBytes(body)
    assert {FromBytes(bytes([n])).number(5, 8) for n in range(8)} == {5, 6, 7, 8}
    assert len(draw.raw(300)) <= 300
    draw.rest()
    assert (draw.number(3, 900), draw.raw(9), draw.letters(5)) == (3, b"", "")


def test_what_does_not_hold_says_what_should() -> None:
    with pytest.raises(FaultError, match="should hold"):
        hold(0, "should hold")


def test_targets_have_names_of_their_own_and_can_be_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(NAMES) == len(ALL) + 1
    assert main(["--list"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in NAMES)
    assert main(["nothing-like-it"]) == 2


def test_every_fault_that_was_found_has_a_test() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert figures.mended()
    for fault in figures.mended():
        assert fault.target in NAMES
        assert f"def {fault.test}(" in tests, fault.test


def test_the_figures_stand_in_the_document_as_they_were_recorded() -> None:
    text = figures.DOCUMENT.read_text("utf-8")
    told = text.partition(figures.BEGIN)[2].partition(figures.END)[0].strip()
    assert told == figures.block(NAMES)


def test_a_recorded_run_is_added(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = tmp_path / "reliability.md"
    document.write_text(f"before\n{figures.BEGIN}\nof before\n{figures.END}\nbehind\n", "utf-8")
    monkeypatch.setattr(figures, "RECORD", tmp_path / "record.json")
    monkeypatch.setattr(figures, "DOCUMENT", document)
    for _ in range(2):
        figures.record("chance", [running.Result("dates", 1_500, 2.0)], NAMES)
    kept = json.loads((tmp_path / "record.json").read_text("utf-8"))
    assert kept == {"dates": {"chance": {"inputs": 3_000, "seconds": 4.0, "open": 0}}}
    text = document.read_text("utf-8")
    assert text.startswith("before\n") and text.endswith("\nbehind\n") and "of before" not in text
    assert "| dates | EDTF dates and days | 3,000 | 0 | 4 |" in text
