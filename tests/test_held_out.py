"""The releases of others are labelled by their own rules: a wrong label would measure wrongly.

Nothing here reads a release with the reader: that happens once, in the benchmark.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ruhrmap import dates
from ruhrmap.model import Catalog, PressKind

FOLDER = Path(__file__).parent.parent / "benchmarks" / "press"
HELD_OUT = sorted((FOLDER / "held_out").glob("*.txt"))
FILES = [*sorted((FOLDER / "opened").glob("*.txt")), *HELD_OUT]
LABEL = re.compile(r"\[\[([^\]|]+)\|([^\]|]+)\]\]")
ADDITION = re.compile(r" \(.*|/.*| an der .*| am See")
KREISE = {"05170", "05562", "05954", "05978"}
UNIVERSITIES_AND_PARTNERS = {
    "rub": "RUB Ruhr",
    "tu-dortmund": "TU Technische",
    "fh-dortmund": "FH Fachhochschule",
    "ude": "UDE Uni",
    "w-hs": "Westfälische",
    "hrw": "HRW Hochschule",
    "hs-bochum": "Hochschule",
    "land-nrw": "Land",
    "rvr": "RVR Regionalverband",
    "stiftung-mercator": "Stiftung",
}


def release(path: Path) -> tuple[dict[str, Any], str]:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return tomllib.loads(head), body


def beginnings(ours: Catalog) -> dict[str, tuple[str, ...]]:
    """By key, how a mention of it begins; municipalities that are districts have 5 digits."""
    found = {key: tuple(words.split()) for key, words in UNIVERSITIES_AND_PARTNERS.items()}
    for place in ours.territories.values():
        name = ADDITION.sub("", place.name).removeprefix("Kreis ")
        stem = name[:-2] if len(name) > 4 and name.endswith("en") else name  # Lüner, Bottroper
        stem = stem.removesuffix("aus") if name == "Recklinghausen" else stem  # Recklinghäuser
        found[place.ags] = (
            (stem, "Kreis", "EN-", "Ennepe-Ruhr", "Vest", "Stadt und Kreis")
            if place.ags in KREISE
            else (stem,)
        )
    return {k: v for k, v in found.items() if not (len(k) == 8 and k.endswith("000"))}


def test_there_are_twenty_with_every_kind() -> None:
    assert len(HELD_OUT) == 20
    assert {release(path)[0]["kind"] for path in HELD_OUT} == {kind.value for kind in PressKind}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_label_has_a_key_that_fits_its_words(path: Path, ours: Catalog) -> None:
    _, body = release(path)
    known = beginnings(ours)
    for text, key in LABEL.findall(body):
        # a word broken by a hyphen, or a name broken at its own
        joined = (text.replace("-\n", gone).replace("\n", " ").casefold() for gone in ("", "-"))
        begins = tuple(word.casefold() for word in known[key])
        assert any(one.startswith(begins) for one in joined), (text, key)
    plain = LABEL.sub(r"\1", body)
    assert not re.search(r"\[\[|\]\]|\|0", plain), "a label that was not read"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_head_agrees_with_its_text(path: Path, ours: Catalog) -> None:
    head, body = release(path)
    plain = " ".join(LABEL.sub(r"\1", body).split())
    assert head["title"] in plain
    assert head["note"] and head["publisher"]
    for name in ("released", "signed"):
        if head[name]:
            dates.parse(head[name])
    if head["released"] and head["signed"]:
        assert dates.parse(head["signed"]).earliest <= dates.parse(head["released"]).latest
    assert bool(head["members"]) == (head["kind"] == PressKind.ACCESSION)
    mentioned = {key for _, key in LABEL.findall(body)}
    by_id = {member.member_id: member.ags or member.member_id for member in ours.members.values()}
    for member in head["members"]:
        assert by_id.get(member, member) in mentioned
        assert member in by_id or member not in by_id.values(), "has a row in members.csv"
    assert {total["counts"] for total in head["totals"]} <= {"municipal_members", "universities"}
