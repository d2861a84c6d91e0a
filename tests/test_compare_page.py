"""The page with a second key date: in the address, told to the parts, and kept."""

from __future__ import annotations

from support.apptest import address, app, on_time, part, report, trigger


def test_the_second_date_of_the_address_is_told_and_kept() -> None:
    at = app(datum="2024-04-10", vergleich="2019-02-01")
    assert not at.exception
    for name in ("sentence", "timeline", "legend", "figures", "multiples"):
        assert part(at, name)["view"]["comparison"] == "2019-02-01", name
    assert address(at)["vergleich"] == "2019-02-01"


def test_a_place_chosen_in_the_list_of_what_was_added_opens_its_panel() -> None:
    at = app(datum="2024-04-10", vergleich="2019-02-01")
    at = trigger(at, "figures", "chosen", "05978")
    assert address(at)["ort"] == "05978"
    assert address(at)["vergleich"] == "2019-02-01", "the comparison stays"
    assert part(at, "panel")["content"]["title"] == "Kreis Unna"


def test_the_comparison_is_begun_and_ended_by_the_hand() -> None:
    at = app()
    at = report(
        at, "timeline", "view", on_time("2024-04-10", "municipality", 1, comparison="2013-05-02")
    )
    assert address(at)["vergleich"] == "2013-05-02"
    at = report(at, "timeline", "view", on_time("2024-04-10", "municipality", 2))
    assert "vergleich" not in address(at)


def test_a_second_date_that_is_none_is_passed_over() -> None:
    at = app(vergleich="2019-02-30")
    assert not at.exception
    assert part(at, "sentence")["view"]["comparison"] is None
