"""Short releases: dates of release and signing, what they are about, who accedes."""

from __future__ import annotations

import pytest
from benchmarks.press.labels import Labelled, short

from factories import real_catalog
from ruhrmap.press import read


@pytest.mark.parametrize("case", short(), ids=lambda case: case.text[-70:])
def test_a_short_release(case: Labelled) -> None:
    told = read(real_catalog(), case.text).as_dict()
    dates = (told["released"] or "", told["signed"] or "")
    assert dates == (case.released, case.signed)
    assert (told["kind"], set(told["members"])) == (case.kind, case.members)
