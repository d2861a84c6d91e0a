"""When a change was on the screen, from Chromium's own record of its frames.

``requestAnimationFrame`` cannot tell: two of them in a row end one frame after the paint,
one ends before it, and neither knows when the picture was rastered. The trace has, for
each frame, when its work on the main thread began and when it was presented.
"""

from __future__ import annotations

import json
from typing import Any, Final

Event = dict[str, Any]

CATEGORIES: Final = ["blink.user_timing", "benchmark"]

INPUT: Final = "bench-input-"
RESTYLED: Final = "bench-restyled-"

_MICRO: Final = 1000.0
_MAIN_FRAME: Final = "ProxyMain::BeginMainFrame"  # input, style, layout, paint are within it
_COMMIT: Final = "Commit"  # a frame late on the main thread has a second report without
_STYLE: Final = "LocalFrameView::RunStyleAndLayoutLifecyclePhases"
_REPORT: Final = "PipelineReporter"  # one for each frame, from its beginning to its showing


def painted(trace: bytes) -> dict[int, float]:
    """Milliseconds from input to painted, by the number of the step.

    A step is painted when the first frame was presented whose style was worked out after
    the map was restyled; style, layout, paint and raster are within it.
    """
    events = sorted(json.loads(trace)["traceEvents"], key=lambda event: event.get("ts", 0))
    inputs, restyled = _marks(events, INPUT), _marks(events, RESTYLED)
    shown = {pid: _presentations(events, pid) for pid in {pid for pid, _ in restyled.values()}}
    found = {}
    for step, (pid, when) in restyled.items():
        moment = _shown_after(shown[pid], when)
        if step in inputs and moment is not None:
            found[step] = (moment - inputs[step][1]) / _MICRO
    return found


def _marks(events: list[Event], prefix: str) -> dict[int, tuple[int, int]]:
    """Process and time of each ``performance.mark``, by the number behind its prefix."""
    return {
        int(event["name"].removeprefix(prefix)): (event["pid"], event["ts"])
        for event in events
        if event["name"].startswith(prefix)
    }


def _shown_after(presentations: list[tuple[int, int]], when: int) -> int | None:
    return next((shown for began, shown in presentations if began >= when), None)


def _presentations(events: list[Event], pid: int) -> list[tuple[int, int]]:
    """Of each frame with something new of the document: when styled, when shown."""
    styled = _styled(events, pid)
    open_: dict[str, int] = {}
    committed: set[str] = set()
    found = []
    for event in events:
        if event["pid"] != pid or event["name"] not in (_REPORT, _COMMIT) or "id2" not in event:
            continue
        # names of reports are used again: beginnings and ends are paired in order
        name = event["id2"]["local"]
        if event["name"] == _COMMIT:
            committed.add(name)
        elif event["ph"] == "b":
            committed.discard(name)
            report = event["args"]["frame_reporter"]
            if report["state"] == "STATE_PRESENTED_ALL":
                open_[name] = report["frame_sequence"]
        elif (sequence := open_.pop(name, None)) in styled and name in committed:
            found.append((styled[sequence], event["ts"]))
    return sorted(found)


def _styled(events: list[Event], pid: int) -> dict[int, int]:
    """When the style of each frame began to be worked out, by the number of the frame.

    Input can be handled at the beginning of the same task: it is in this frame already.
    """
    found: dict[int, int] = {}
    frame, end = None, 0
    for event in events:
        if event["pid"] != pid or event["ph"] != "X":
            continue
        if event["name"] == _MAIN_FRAME:
            frame, end = event["args"].get("begin_frame_id"), event["ts"] + event["dur"]
        elif event["name"] == _STYLE and frame is not None and event["ts"] <= end:
            found.setdefault(frame, event["ts"])
    return found
