"""The figures of all recorded runs, kept in ``record.json`` and told in docs/reliability.md."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fuzz.running import Result

HERE: Final = Path(__file__).parent
RECORD: Final = HERE / "record.json"
FAULTS: Final = HERE / "faults.toml"
DOCUMENT: Final = HERE.parent / "docs" / "reliability.md"
BEGIN: Final = "<!-- fuzzing: written by script/fuzz --record -->"
END: Final = "<!-- end of fuzzing -->"

Record = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A fault that a run found: where, what, how it was mended, and the test that holds it."""

    target: str
    what: str
    mended: str
    test: str


def kept() -> Record:
    """Inputs and seconds by target and way, of all recorded runs."""
    if not RECORD.is_file():
        return {}
    found: Record = json.loads(RECORD.read_text("utf-8"))
    return found


def mended() -> tuple[Mended, ...]:
    """Every fault that was found and mended."""
    told = tomllib.loads(FAULTS.read_text("utf-8"))
    return tuple(Mended(**one) for one in told["fault"])


def record(way: str, results: Iterable[Result], names: Mapping[str, str]) -> None:
    """Add a run to the figures, and write the table anew."""
    found = kept()
    for one in results:
        before = found.setdefault(one.target, {}).get(way, {})
        found[one.target][way] = {
            "inputs": int(before.get("inputs", 0)) + one.inputs,
            "seconds": round(before.get("seconds", 0.0) + one.seconds, 1),
            "open": len(one.faults),
        }
    text = json.dumps({name: found[name] for name in sorted(found)}, indent=2) + "\n"
    RECORD.write_text(text, "utf-8")
    write(names)


def write(names: Mapping[str, str]) -> None:
    """Put the table into the document."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{block(names)}\n\n{END}{behind}", "utf-8")


def block(names: Mapping[str, str]) -> str:
    """The tables: inputs by target, faults found and mended."""
    found, faults = kept(), mended()
    lines = [
        "| target | reads | by chance | guided | seconds | faults mended | open |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    total = 0
    for name, reads in names.items():
        ways = found.get(name, {})
        chance, guided = (int(ways.get(way, {}).get("inputs", 0)) for way in ("chance", "guided"))
        seconds = sum(one.get("seconds", 0.0) for one in ways.values())
        still = int(sum(one.get("open", 0) for one in ways.values()))
        count = sum(one.target == name for one in faults)
        total += chance + guided
        cells: list[Any] = [name, reads, f"{chance:,}", f"{guided:,}", f"{seconds:,.0f}"]
        lines.append("| " + " | ".join(map(str, [*cells, count, still])) + " |")
    lines += ["", f"{total:,} inputs in all; {len(faults)} faults found and mended:", ""]
    lines += ["| target | what was wrong | mended | held by |", "|---|---|---|---|"]
    lines += (f"| {f.target} | {f.what} | {f.mended} | `{f.test}` |" for f in faults)
    return "\n".join(lines)
