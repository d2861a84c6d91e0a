"""The kind of a release is weighed by what labelled releases teach, and by nothing else."""

from __future__ import annotations

import json

import pytest
from benchmarks.press import learn
from benchmarks.press.labels import HELD_OUT, KINDS, LEARNT, Labelled, load, short

from factories import real_catalog
from ruhrmap.model import PressKind
from ruhrmap.press import read
from ruhrmap.press.reading import weights

NEAR = 0.06  # two digits are kept, and sums differ a little from machine to machine


def test_the_weights_are_those_that_the_releases_teach() -> None:
    """Whoever changes a sign, or a rule behind one, learns anew."""
    kept = json.loads(learn.FILE.read_text("utf-8"))
    taught = learn.learn(learn.examples())
    none = [0.0] * len(weights.ORDER)
    apart = {
        name: (kept.get(name), taught.get(name))
        for name in kept.keys() | taught.keys()
        if max(
            abs(one - other)
            for one, other in zip(kept.get(name, none), taught.get(name, none), strict=True)
        )
        > NEAR
    }
    assert apart == {}, "run python -m benchmarks.press.learn"


def test_nothing_is_learnt_from_what_is_held_out() -> None:
    learnt = {one.text for which in (*LEARNT, KINDS) for one in load(which)}
    assert not learnt & {one.text for one in load(HELD_OUT)}
    assert len(learn.examples(sets=("dev",))) == len(load("dev")) + len(short())


def test_no_place_and_no_member_is_learnt() -> None:
    """So that no town leans to a kind because of those who wrote about it."""
    kept = {name.partition(": ")[2] for name in json.loads(learn.FILE.read_text("utf-8"))}
    assert not kept & {"bochum", "gelsenk", "recklin", "dinslak", "sprockh", "mercato", "ruhrfut"}
    assert {"PLACE", "KREIS", "MEMBER", "US"} <= kept


@pytest.mark.parametrize("one", load(KINDS)[::9], ids=lambda one: one.name)
def test_a_release_is_read_by_its_kind(one: Labelled) -> None:
    assert read(real_catalog(), one.text).kind.value == one.kind


def test_a_text_without_any_sign_is_of_no_kind_for_sure() -> None:
    shares = weights.likely({})
    assert sum(shares.values()) == pytest.approx(1)
    reading = read(real_catalog(), "Der Bus fährt heute nicht.")
    assert reading.kind is PressKind.OTHER
    assert not reading.members
