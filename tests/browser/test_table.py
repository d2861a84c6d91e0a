"""The table: it says what the map says, and sorts by a click on a heading."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from ruhrmap.model import Catalog, Level
from support.mappage import MapPage


def column(tab: MapPage, group: int, index: int) -> list[str]:
    """The cells of one column in one group, from the top."""
    found: list[str] = (
        tab.table.locator("tbody")
        .nth(group)
        .locator("tr:not(.rm-group)")
        .evaluate_all("(rows, i) => rows.map((row) => row.children[i].textContent.trim())", index)
    )
    return found


def heading(tab: MapPage, label: str) -> Locator:
    return tab.table.locator("thead th", has_text=label)


def test_rows_carry_the_status_that_the_map_draws(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"datum": "2023-06-01", "ansicht": "tabelle"})
    for level, name in (("municipality", "gemeinden"), ("district", "kreise")):
        tab.page.locator(f".rm-levels label:has(input[value={level}])").click()
        tab.expect_address(ebene=name, datum="2023-06-01")
        drawn = tab.drawn(level)
        rows = tab.table.locator("tbody").first.locator("tr[data-key]")
        expect(rows).to_have_count(len(drawn))  # the level of the map comes first
        in_table: dict[str, str] = dict(
            rows.evaluate_all("(rows) => rows.map((row) => [row.dataset.key, row.dataset.status])")
        )
        assert in_table == drawn


def test_it_sorts_by_a_click_on_a_heading_up_and_down(
    open_map: Callable[..., MapPage], ours: Catalog
) -> None:
    tab = open_map({"ansicht": "tabelle"})
    names = column(tab, 0, 0)
    assert len(names) == 53
    expect(heading(tab, "Name")).to_have_attribute("aria-sort", "ascending")
    assert names[0] == "Alpen"
    assert names[-1] == "Xanten"
    assert names.index("Bönen") == names.index("Bochum") + 1, "as a German dictionary sorts"

    people = heading(tab, "Bevölkerung")
    people.get_by_role("button").click()
    expect(people).to_have_attribute("aria-sort", "ascending")
    assert heading(tab, "Name").get_attribute("aria-sort") is None
    by_size = sorted(ours.census.values(), key=lambda census: census.population)
    expected = [ours.territories[census.ags].name for census in by_size]
    assert column(tab, 0, 0) == expected
    people.get_by_role("button").click()
    expect(people).to_have_attribute("aria-sort", "descending")
    assert column(tab, 0, 0) == expected[::-1]
    assert len(expected) == len(ours.at(Level.MUNICIPALITY))


def test_numbers_sort_by_size_dates_by_day_and_what_has_none_stays_last(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"ansicht": "tabelle"})
    heading(tab, "Fläche").get_by_role("button").click()
    areas = [float(a.replace(".", "").replace(",", ".")) for a in column(tab, 0, 5)]
    assert areas == sorted(areas)
    since = heading(tab, "Seit").get_by_role("button")
    since.click()
    up = column(tab, 0, 3)
    assert up[0].endswith("2013")
    since.click()
    down = column(tab, 0, 3)
    assert down[0].endswith("2024")
    assert up[-1] == down[-1] == "", "what has no day stays last, upwards and downwards"


def test_the_groups_stay_apart_and_the_order_survives_a_new_date(
    open_map: Callable[..., MapPage],
) -> None:
    tab = open_map({"ansicht": "tabelle"})
    expect(tab.table.locator("tr.rm-group")).to_have_text(
        ["Städte und Gemeinden", "Kreise und kreisfreie Städte", "Hochschulen", "Weitere Partner"]
    )
    name = heading(tab, "Name").get_by_role("button")
    name.click()
    assert column(tab, 0, 0)[0] == "Xanten"
    assert column(tab, 2, 0)[-1] == "Fachhochschule Dortmund"
    tab.press("Home")
    tab.expect_address(datum="2013-01-01")
    expect(tab.table.locator("caption")).to_contain_text("1. Januar 2013")
    expect(heading(tab, "Name")).to_have_attribute("aria-sort", "descending")
    assert column(tab, 0, 0)[0] == "Xanten"
    heading(tab, "Status").get_by_role("button").focus()
    tab.page.keyboard.press("Enter")
    expect(heading(tab, "Status")).to_have_attribute("aria-sort", "ascending")
    expect(heading(tab, "Status").get_by_role("button")).to_be_focused()
