"""Time, memory and size of each export, each in a process of its own.

Run as a module with the name of one, it makes that one and prints what it took as JSON.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ruhrmap import catalog, coverage, picture
from ruhrmap.export import Material, Medium, Order, show

_PATIENCE: Final = 600  # seconds


@dataclass(frozen=True)
class Export:
    """What an export took.

    Attributes
    ----------
    name : str
    first, again : float
        Seconds: the first of a process, which imports what it needs, and the next.
    before, peak : int
        Bytes of memory at the most: once the data are read, and when the first is made.
    size : int
        Bytes of the file.
    """

    name: str
    first: float
    again: float
    before: int
    peak: int
    size: int


# What is ordered: medium, and the size if it takes one. One line makes one more.
EXPORTS: Final[Mapping[str, tuple[Medium, str]]] = {
    "PNG, 1280 x 720": (Medium.PNG, "hd"),
    "PNG, 1080 x 1080": (Medium.PNG, "square"),
    "PNG, 3840 x 2160": (Medium.PNG, "4k"),
    "SVG": (Medium.SVG, "hd"),
    "PDF, A4": (Medium.PDF, "a4"),
    "poster, A3": (Medium.POSTER, ""),
    "GIF, 1280 x 720": (Medium.GIF, "hd"),
    "pictures of the GIF, 1920 x 1080": (Medium.FRAMES, "fullhd"),
    "slides, PPTX": (Medium.PPTX, ""),
    "presentation, HTML": (Medium.HTML, ""),
}


def measure(name: str) -> Export:
    """Make one export in this process, twice."""
    medium, size = EXPORTS[name]
    ours = catalog.load()
    material = Material(ours, coverage.frames(ours), catalog.default_path())
    day = coverage.evidence_end(ours)
    order = Order(medium, "de", day, size=picture.size(size) if size else None)
    before = _peak()
    first, body = _timed(material, order)
    peak = _peak()
    again, same = _timed(material, order)
    if same != body:
        raise RuntimeError(f"{name}: two files of the same data differ")
    return Export(name, first, again, before, peak, len(body))


def measure_all(names: Sequence[str] = ()) -> list[Export]:
    """Each export in a fresh process, so that none has the other's memory and imports."""
    found = []
    for name in names or EXPORTS:
        command = [sys.executable, "-m", "benchmarks.exports", name]
        told = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=_PATIENCE
        )
        found.append(Export(**json.loads(told.stdout)))
        print(f"  {name}: {found[-1].first:.1f} s", flush=True)
    return found


def _timed(material: Material, order: Order) -> tuple[float, bytes]:
    started = time.perf_counter()
    made = show(material, order, lambda *_: None)
    return time.perf_counter() - started, made.body


def _peak() -> int:
    """The most memory that this process had, in bytes.

    On Linux getrusage begins with what the process had that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found if platform.system() == "Darwin" else found * 1024


def main(arguments: Sequence[str]) -> None:
    """Print what one export took."""
    (name,) = arguments
    told: dict[str, Any] = asdict(measure(name))
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
