"""Made regions that have nothing of ours: one of 400 districts, one of a single one.

Their names bring other genders, an article and a contraction: "das Seenland, zur Bildungsregion",
"die Heide, beim Bildungsbüro".
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import made
from benchmarks.made import Elsewhere

from ruhrmap import catalog

SEENLAND = Elsewhere(
    "seenland",
    {
        "region": {
            "de": {
                "name": "Seenland",
                "nominative": "das Seenland",
                "accusative": "das Seenland",
                "genitive": "des Seenlands",
                "in": "im Seenland",
                "whole": "ganzes Seenland",
            },
            "en": {
                "name": "Lakes",
                "the": "the Lakes",
                "short": "the Lakes",
                "in": "in the Lakes",
            },
        },
        "initiative": {
            "de": {
                "name": "Bildungsregion Seenland",
                "title": "Bildungsregion Seenland",
                "nominative": "die Bildungsregion Seenland",
                "to": "zur Bildungsregion Seenland",
                "with": "bei der Bildungsregion Seenland",
                "described": "der Bildungsregion Seenland",
            },
            "en": {
                "name": "Bildungsregion Seenland",
                "title": "Bildungsregion Seenland",
                "the": "the Bildungsregion Seenland",
                "described": "the education initiative Bildungsregion Seenland",
            },
        },
    },
    land="12",
    place="Ufer",
    side=1,
)
HEIDE = Elsewhere(
    "heide",
    {
        "region": {
            "de": {
                "name": "Heide",
                "nominative": "die Heide",
                "accusative": "die Heide",
                "genitive": "der Heide",
                "in": "in der Heide",
                "whole": "ganze Heide",
            },
            "en": {"name": "Heath", "the": "the Heath", "short": "the Heath", "in": "on the Heath"},
        },
        "initiative": {
            "de": {
                "name": "Bildungsbüro Heide",
                "title": "Bildungsbüro Heide",
                "nominative": "das Bildungsbüro Heide",
                "to": "zum Bildungsbüro Heide",
                "with": "beim Bildungsbüro Heide",
                "described": "dem Bildungsbüro Heide",
            },
            "en": {
                "name": "Bildungsbüro Heide",
                "title": "Bildungsbüro Heide",
                "the": "the Bildungsbüro Heide",
                "described": "the education initiative Bildungsbüro Heide",
            },
        },
    },
    land="03",
    place="Amt",
)
COUNTS = {"seenland": 400, "heide": 1}


def written(folder: Path, which: Elsewhere) -> Path:
    """Its package in a folder that may not exist yet."""
    made.write(folder, COUNTS[which.package], catalog.default_path(), which)
    return folder
