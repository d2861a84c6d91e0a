"""The theme keeps its promise: statuses next to each other can be told apart."""

import itertools
import tomllib
from pathlib import Path

import pytest

from ruhrmap import payload, theme
from ruhrmap.coverage import Change, Status, Supposed

MODES = pytest.mark.parametrize("palette", theme.PALETTES.values(), ids=theme.PALETTES)


@MODES
def test_plain_status_colours_differ_by_three_to_one(palette: theme.Palette) -> None:
    # assumed and uncertain differ by pattern; these three are plain
    plain = (palette.member, palette.represented, palette.none)
    for one, other in itertools.combinations(plain, 2):
        assert theme.contrast(one, other) >= 3


@MODES
def test_patterns_are_seen_on_their_ground(palette: theme.Palette) -> None:
    assert theme.contrast(palette.dots, palette.represented) >= 3
    assert theme.contrast(palette.hatch, palette.none) >= 3


ALL_FILLS = pytest.mark.parametrize(
    "fills",
    [theme.STATUS_FILLS, theme.CHANGE_FILLS, {**theme.STATUS_FILLS, **theme.SCENARIO_FILLS}],
    ids=["statuses", "changes", "scenario"],
)


def test_every_status_and_every_change_has_a_fill() -> None:
    assert theme.STATUS_FILLS.keys() == {status.value for status in Status}
    assert theme.CHANGE_FILLS.keys() == {change.value for change in Change}
    assert theme.SCENARIO_FILLS.keys() == {one.value for one in Supposed}


@MODES
@ALL_FILLS
def test_any_two_fills_differ_by_pattern_or_by_three_to_one(
    palette: theme.Palette, fills: dict[str, theme.Fill]
) -> None:
    for one, other in itertools.combinations(fills.values(), 2):
        grounds = (getattr(palette, fill.ground) for fill in (one, other))
        assert one.pattern != other.pattern or theme.contrast(*grounds) >= 3, (one, other)


@MODES
@ALL_FILLS
def test_every_pattern_is_seen_on_its_ground(
    palette: theme.Palette, fills: dict[str, theme.Fill]
) -> None:
    for fill in fills.values():
        if fill.pattern:
            ground, ink = (getattr(palette, name) for name in (fill.ground, fill.ink))
            assert theme.contrast(ground, ink) >= 3, fill


def test_every_fill_is_drawn_on_map_and_swatch() -> None:
    """Each letter has a rule for areas and one for the legend, unless it is the plain ground."""
    frontend = Path(theme.__file__).parent / "frontend"
    areas = (frontend / "map.css").read_text("utf-8") + (frontend / "patterns.css").read_text(
        "utf-8"
    )
    swatches = (frontend / "page.css").read_text("utf-8") + (frontend / "patterns.css").read_text(
        "utf-8"
    )
    told = (payload.CODES, payload.CHANGE_CODES, payload.SUPPOSED_CODES)
    for code in {code for codes in told for code in codes.values()}:
        assert f'.rm-area[data-status="{code}"]' in areas, code
        if code != payload.CODES[Status.NONE]:
            assert f'.rm-swatch[data-status="{code}"]' in swatches, code


@MODES
def test_accent_with_casing_is_seen_on_every_status(palette: theme.Palette) -> None:
    for ground in (palette.member, palette.represented, palette.none, palette.page):
        assert (
            max(theme.contrast(palette.accent, ground), theme.contrast(palette.casing, ground)) >= 3
        )


@MODES
def test_district_borders_are_seen_on_every_status(palette: theme.Palette) -> None:
    lines = (palette.border, palette.border_core)
    for ground in (palette.member, palette.represented, palette.none):
        assert max(theme.contrast(line, ground) for line in lines) >= 3


@MODES
def test_text_is_readable_on_page_and_panel(palette: theme.Palette) -> None:
    for ground in (palette.page, palette.panel):
        for ink in (palette.text, palette.text_soft, palette.heading, palette.link):
            assert theme.contrast(ink, ground) >= 4.5
    assert theme.contrast(palette.control_text, palette.control) >= 4.5


def test_streamlit_has_the_same_colours() -> None:
    path = Path(__file__).parents[1] / ".streamlit" / "config.toml"
    configured = tomllib.loads(path.read_text("utf-8"))["theme"]
    for mode, palette in theme.PALETTES.items():
        assert configured[mode]["backgroundColor"] == palette.page
        assert configured[mode]["textColor"] == palette.text
        assert configured[mode]["linkColor"] == palette.link
        assert configured[mode]["primaryColor"] == palette.control


def test_stylesheet_names_every_colour_in_both_modes() -> None:
    sheet = theme.stylesheet()
    for palette in theme.PALETTES.values():
        assert f"--rm-member:{palette.member};" in sheet
    assert "[data-rm-theme=dark]" in sheet
    assert "@media print" in sheet


def test_print_has_the_colours_of_the_light_mode() -> None:
    paper = theme.stylesheet().partition("@media print")[2]
    for name in ("member", "represented", "none", "dots", "hatch", "text"):
        assert f"--rm-{name}:{getattr(theme.LIGHT, name)};" in paper


@MODES
def test_controls_are_seen_to_begin_and_end(palette: theme.Palette) -> None:
    for ground in (palette.page, palette.panel, palette.land, palette.none):
        for edge in (palette.edge, palette.control, palette.text_soft):
            assert theme.contrast(edge, ground) >= 3


@MODES
def test_the_focus_is_seen_on_everything_and_within_itself(palette: theme.Palette) -> None:
    """A bright line with dark ones beside it: one of both is far from any ground."""
    assert theme.contrast(palette.accent, palette.casing) >= 3
    fills = (*theme.STATUS_FILLS.values(), *theme.CHANGE_FILLS.values())
    drawn = {getattr(palette, name) for fill in fills for name in (fill.ground, fill.ink) if name}
    for ground in {palette.page, palette.panel, palette.land, palette.control, *drawn}:
        bright, dark = (theme.contrast(line, ground) for line in (palette.accent, palette.casing))
        assert max(bright, dark) >= 3, ground
