"""What the map has to reach, and whether it did in a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

TARGETED: Final = (53, 400)  # sizes; beyond them the figures are told as they are

RESTYLED_MS: Final = 8.0  # median
PAINTED_MS: Final = 34.0  # two frames, 95th percentile
TIMES_FASTER: Final = 20.0  # than the rebuilt map, medians until restyled
COLD_MS: Final = 500.0  # after an empty Streamlit page, medians until painted
WARM_MS: Final = 250.0

ABLE: Final = {
    "links": "a click on the map fills the panel",
    "follows": "the panel follows the slider",
    "zooms": "the map zooms",
    "keeps_zoom": "a step keeps the zoom",
    "plays": "the timeline plays",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target at a size, and the figure of the run."""

    areas: int
    target: str
    figure: str
    met: bool


def verdicts(areas: int, ways: Mapping[str, Mapping[str, Any]]) -> Iterator[Verdict]:
    """Hold our figures at one size to the targets; ``ways`` are the summaries by key."""
    ours = ways["ours"]
    restyled, painted = ours["restyled_median_ms"], ours["painted_p95_ms"]
    blank, sent = ours["frames_without_map"], ours["messages_sent"] + ours["requests"]
    yield Verdict(
        areas,
        f"restyled within {RESTYLED_MS:.0f} ms (median)",
        f"{restyled:.1f} ms",
        restyled <= RESTYLED_MS,
    )
    yield Verdict(
        areas,
        f"painted within two frames, {PAINTED_MS:.0f} ms (p95)",
        f"{painted:.1f} ms",
        painted <= PAINTED_MS,
    )
    if "rebuilt" in ways:
        ratio = ways["rebuilt"]["restyled_median_ms"] / restyled
        target = f"at least {TIMES_FASTER:.0f} times faster than the rebuilt map"
        yield Verdict(areas, target, f"{ratio:.1f} times", ratio >= TIMES_FASTER)
    figure = f"{blank} of {ours['frames']}"
    yield Verdict(areas, "no frame without a map", figure, blank == 0 and ours["frames"] > 0)
    target = "nothing sent to the server while dragging"
    yield Verdict(areas, target, f"{sent} messages and requests", sent == 0)


def of_run(figures: Mapping[str, Any]) -> list[Verdict]:
    """Hold all of a run to the targets; ours that could not be measured is a missed one."""
    found: list[Verdict] = []
    for areas in TARGETED:
        ways = figures["sizes"].get(str(areas), {})
        stepped = {
            key: parts["stepping"]
            for key, parts in ways.items()
            if "failed" not in parts.get("stepping", {"failed": ""})
        }
        if "ours" in stepped:
            found += verdicts(areas, stepped)
        elif "stepping" in ways.get("ours", {}):
            why = ways["ours"]["stepping"]["failed"]
            found.append(Verdict(areas, "the map can be stepped through", why, met=False))
    ours = figures["sizes"].get("53", {}).get("ours", {}).get("opening", {})
    opened = {"ours": ours, "empty": figures.get("empty", {})}
    known = {key: one for key, one in opened.items() if one and "failed" not in one}
    found += openings(known, "empty", "ours")
    found += _abilities(figures["abilities"].get("ours"))
    return found


def _abilities(seen: Mapping[str, Any] | None) -> Iterator[Verdict]:
    """What ours has to be seen to do; nothing where it was not looked at."""
    if seen is None:
        return
    for key, target in ABLE.items():
        done = bool(seen.get(key))
        yield Verdict(53, target, "seen" if done else seen.get("failed", "not seen"), done)
    asked = seen.get("foreign")
    yield Verdict(53, "no request to another host", f"{asked}", asked == 0)


def openings(opened: Mapping[str, Mapping[str, Any]], empty: str, ours: str) -> Iterator[Verdict]:
    """Hold the first painted map to an empty Streamlit page; both by their labels."""
    if ours not in opened or empty not in opened:
        return
    for key, what, most in (
        ("cold_first_map_ms", "empty cache", COLD_MS),
        ("warm_first_map_ms", "reload", WARM_MS),
    ):
        later = opened[ours][key] - opened[empty][key]
        target = f"first map painted within {most:.0f} ms after an empty page ({what})"
        yield Verdict(53, target, f"{later:+.0f} ms", later <= most)
