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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ruhrmap import catalog, coverage, picture
from ruhrmap.export import Material, presentation
from ruhrmap.model import Level

_LANGUAGE: Final = "de"
_LEVEL: Final = Level.MUNICIPALITY
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


Make = Callable[[Material], bytes]


def _sheet(size: str, write: Callable[[picture.Canvas], bytes]) -> Make:
    def make(material: Material) -> bytes:
        day = coverage.evidence_end(material.catalog)
        scene = picture.Scene(day, _LEVEL, _LANGUAGE)
        return write(picture.sheet(material, scene, picture.size(size)))

    return make


def _moving(size: str, write: Callable[..., bytes]) -> Make:
    def make(material: Material) -> bytes:
        steps = coverage.steps(material.catalog, material.frames)
        return write(material, steps, _LEVEL, _LANGUAGE, picture.size(size), lambda *_: None)

    return make


# One line makes one more.
EXPORTS: Final[Mapping[str, Make]] = {
    "PNG, 1280 x 720": _sheet("hd", picture.Canvas.png),
    "PNG, 1080 x 1080": _sheet("square", picture.Canvas.png),
    "PNG, 3840 x 2160": _sheet("4k", picture.Canvas.png),
    "SVG": _sheet("hd", picture.Canvas.svg),
    "PDF, A4": _sheet("a4", picture.Canvas.pdf),
    "poster, A3": lambda material: picture.poster(material, _LEVEL, _LANGUAGE).pdf(),
    "GIF, 1280 x 720": _moving("hd", picture.gif),
    "frames, 1920 x 1080": _moving("fullhd", picture.frames_zip),
    "presentation, HTML": presentation.write,
}


def measure(name: str) -> Export:
    """Make one export in this process, twice."""
    make = EXPORTS[name]
    ours = catalog.load()
    material = Material(ours, coverage.frames(ours), catalog.default_path())
    before = _peak()
    first, body = _timed(make, material)
    peak = _peak()
    again, same = _timed(make, material)
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


def _timed(make: Make, material: Material) -> tuple[float, bytes]:
    started = time.perf_counter()
    body = make(material)
    return time.perf_counter() - started, body


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
