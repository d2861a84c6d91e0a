"""What holds of every sheet that is drawn."""

from __future__ import annotations

from itertools import combinations

from ruhrmap.picture import Canvas


def assert_whole(canvas: Canvas) -> None:
    """No text is cut by the edge, and none lies on another."""
    sheet = canvas.box.grown(-12)
    for text, box in canvas.texts:
        assert sheet.holds(box), text
    for (one, a), (other, b) in combinations(canvas.texts, 2):
        assert not a.meets(b), f"{one!r} on {other!r}"
