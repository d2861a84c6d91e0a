"""Colours, patterns and type: one theme for browser, pictures and print.

Every colour is named after what it stands for. The browser gets them as custom
properties (:func:`stylesheet`), pictures read them from :data:`PALETTES`. Adjacent
status colours differ by at least 3:1 or by pattern; a test measures it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

FONT: Final = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", Arial, sans-serif'
)

# Of these families the one that every office program has, or has the measure of.
OFFICE_FONT: Final = "Arial"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode, as ``#rrggbb``."""

    page: str  # behind everything
    panel: str  # raised areas
    land: str  # neighbouring districts, outside the region
    land_line: str
    member: str
    represented: str  # plain where stated, with dots where assumed
    dots: str
    none: str
    hatch: str  # of an uncertain status, on ``none``
    border: str  # of districts: a line with a core, seen on every status
    border_core: str
    border_inner: str  # of municipalities
    border_covered: str  # of municipalities that are covered
    accent: str  # accession and choice
    added: str  # what came between two key dates, always with a pattern of ``added_ink``
    added_through: str  # the same through a Kreis
    added_ink: str
    added_hatch: str  # of what perhaps came, on ``none``
    upgraded_ink: str  # on ``member``
    casing: str  # dark line around the accent
    text: str
    text_soft: str
    heading: str
    link: str
    rule: str  # thin lines
    edge: str  # of controls: tells where one begins
    control: str  # buttons that are on
    control_text: str
    halo_light: str
    halo_dark: str


LIGHT: Final = Palette(
    page="#fbfaf8",
    panel="#ffffff",
    land="#eeebe5",
    land_line="#cfcac0",
    member="#0a3a66",
    represented="#4c8fc9",
    dots="#ffffff",
    none="#f4f2ee",
    hatch="#0a3a66",
    border="#14202b",
    border_core="#ffffff",
    border_inner="#8fa0ae",
    border_covered="#cfe2f3",
    accent="#f59e0b",
    added="#f59e0b",
    added_through="#fbcf86",
    added_ink="#6b2f08",
    added_hatch="#b45309",
    upgraded_ink="#f59e0b",
    casing="#14202b",
    text="#14202b",
    text_soft="#4a5a68",
    heading="#0a3a66",
    link="#0b4f8a",
    rule="#d9d5cd",
    edge="#75818c",
    control="#0a3a66",
    control_text="#ffffff",
    halo_light="#ffffff",
    halo_dark="#0a2540",
)

DARK: Final = Palette(
    page="#0f171e",
    panel="#16212b",
    land="#121c24",
    land_line="#2c3a46",
    member="#cfe6fb",
    represented="#4585bd",
    dots="#0c141b",
    none="#17222c",
    hatch="#cfe6fb",
    border="#05090d",
    border_core="#8a9dad",
    border_inner="#5b6f80",
    border_covered="#16324b",
    accent="#f59e0b",
    added="#f59e0b",
    added_through="#c27c10",
    added_ink="#2b1202",
    added_hatch="#f59e0b",
    upgraded_ink="#0b1116",
    casing="#0b1116",
    text="#eef3f7",
    text_soft="#aebbc6",
    heading="#cfe6fb",
    link="#8cc4f5",
    rule="#2c3a46",
    edge="#6f8292",
    control="#cfe6fb",
    control_text="#0f171e",
    halo_light="#e9f3fc",
    halo_dark="#0c141b",
)


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled: names of colours of the palette, and of a pattern if any."""

    ground: str
    pattern: str = ""
    ink: str = ""


# By the values of ``coverage.Status`` and ``coverage.Change``; any two that may lie next to
# each other differ by pattern or by 3:1.
STATUS_FILLS: Final = {
    "member": Fill("member"),
    "represented_stated": Fill("represented"),
    "represented_assumed": Fill("represented", "dots", "dots"),
    "uncertain": Fill("none", "hatch", "hatch"),
    "none": Fill("none"),
}
CHANGE_FILLS: Final = {
    "new_member": Fill("added", "plus", "added_ink"),
    "new_represented_stated": Fill("added_through", "lines", "added_ink"),
    "new_represented_assumed": Fill("added_through", "rings", "added_ink"),
    "confirmed": Fill("added", "backslashes", "added_ink"),
    "possible": Fill("none", "hatch", "added_hatch"),
    "upgraded": Fill("member", "squares", "upgraded_ink"),
    "otherwise": Fill("represented", "bars", "dots"),
    "ended": Fill("none", "crosses", "text_soft"),
    "possibly_ended": Fill("none", "dashes", "text_soft"),
    **{f"unchanged_{key}": fill for key, fill in STATUS_FILLS.items() if key != "uncertain"},
}

# By the values of ``coverage.Supposed``: what is only assumed, on the ground of what is.
SCENARIO_FILLS: Final = {
    "supposed_member": Fill("none", "grid", "added_hatch"),
    "supposed_represented": Fill("none", "points", "added_hatch"),
}

PALETTES: Final = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    Examples
    --------
    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def stylesheet() -> str:
    """The palettes as CSS custom properties ``--rm-…`` on the root element.

    The mode is an attribute that our scripts set from Streamlit's own theme
    (``data-rm-theme``); until then the browser's preference decides.
    """
    light, dark = _declarations(LIGHT), _declarations(DARK)
    return (
        f":root{{{light}--rm-font:{FONT};color-scheme:light}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}color-scheme:dark}}}}\n"
        f":root[data-rm-theme=light]{{{light}color-scheme:light}}\n"
        f":root[data-rm-theme=dark]{{{dark}color-scheme:dark}}\n"
        f"@media print{{:root,:root[data-rm-theme]{{{light}color-scheme:light}}}}\n"
    )


def _declarations(palette: Palette) -> str:
    return "".join(f"--rm-{k.replace('_', '-')}:{v};" for k, v in asdict(palette).items())
