"""The list of accepted findings: exact, explained, and never longer than what occurs."""

from __future__ import annotations

import pytest

from support import axe
from support.axe import Accepted, Finding

ENTRY = """[[accepted]]
page = "map"
rule = "region"
selector = "#root > .stApp"
reason = "Streamlit's own"
gap = "streamlit"
"""


def test_an_entry_names_one_rule_and_one_element_with_its_reason() -> None:
    (entry,) = axe.accepted(ENTRY)
    assert entry == Accepted("map", "region", "#root > .stApp", "Streamlit's own", "streamlit")


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("#root > .stApp", "*"),
        ("#root > .stApp", "div *"),
        ("#root > .stApp", "[class^='st-']"),
        ("#root > .stApp", "#one, #two"),
        ("#root > .stApp", ":is(div)"),
        ('"region"', '"*"'),
        ('"region"', '"color-contrast,region"'),
        ("Streamlit's own", " "),
        ('gap = "streamlit"\n', ""),
        ('gap = "streamlit"\n', 'gap = "streamlit"\nall = true\n'),
    ],
)
def test_a_wildcard_is_refused(said: str, instead: str) -> None:
    assert said in ENTRY
    with pytest.raises(ValueError, match="an entry"):
        axe.accepted(ENTRY.replace(said, instead))


def test_what_is_new_and_what_is_gone_is_told() -> None:
    known = axe.accepted(ENTRY)
    region = Finding("region", "#root > .stApp")
    other = Finding("button-name", "button", "Buttons must have a name")
    assert axe.new("map", [region], known) == []
    assert axe.new("map", [region, other], known) == [str(other)]
    assert axe.new("data", [region], known) == [str(region)]
    assert axe.gone("map", [region, other], known) == []
    assert axe.gone("map", [other], known) == [
        "accepted, but no longer found: ('region', '#root > .stApp')"
    ]
    assert axe.gone("data", [], known) == []


def test_the_list_can_be_read() -> None:
    axe.accepted()
