"""What the server's own documents say of a frame before any script does."""

from __future__ import annotations

from typing import Any

from ruhrmap import payload
from ruhrmap.coverage import Frame
from ruhrmap.messages import pick
from ruhrmap.view import ViewState


def words(frame: Frame, shown: ViewState) -> dict[str, Any]:
    """Sentence, context and legend of a frame, at the level and in the language of a view.

    An entry of the legend names its status as the style sheet knows it.
    """
    return {
        "sentence": pick(shown.language, frame.sentence),
        "context": pick(shown.language, frame.context),
        "legend": [
            {
                "code": payload.CODES[entry.status],
                "count": entry.count,
                "label": pick(shown.language, entry.label),
            }
            for entry in frame.legend[shown.level]
        ],
    }
