"""The line under a name in the map's tooltip."""

from __future__ import annotations

from collections.abc import Mapping

from ruhrmap import wording
from ruhrmap.coverage.status import Status, TerritoryStatus
from ruhrmap.messages import both
from ruhrmap.model import Territory, Text


def hover_line(territories: Mapping[str, Territory], told: TerritoryStatus) -> Text:
    """Status, since when, and what must be said beside it.

    "über den Ennepe-Ruhr-Kreis vertreten, laut Quelle · seit 31. Mai 2023".
    """
    parts = [*_status(territories, told), *told.notes]
    return wording.joined(parts, wording.SEPARATOR)


def status_line(territories: Mapping[str, Territory], told: TerritoryStatus) -> Text:
    """The status in words, with the Kreis by name where one decides it."""
    if told.ended:
        return Text()  # the note says it: "Mitgliedschaft endete ..."
    if told.status is Status.UNCERTAIN:
        line = both(f"hover.uncertain_{'leaving' if told.leaving else 'joining'}")
        if told.through is None:
            return line
        kreis = wording.territory(territories[told.through], "accusative")
        return both("hover.uncertain_through", kreis=kreis, line=line)
    if told.through is None:
        return both(f"hover.{told.status.value}")
    kreis = wording.territory(territories[told.through], "accusative")
    return both(f"hover.{told.status.value}", kreis=kreis)


def since_line(told: TerritoryStatus) -> Text:
    """Since when, briefly; of an uncertain status the time in which the day lies."""
    if told.membership is None or told.since is None:
        return Text()
    if told.status is not Status.UNCERTAIN:
        since = told.since
        return wording.bilingual(lambda lang: wording.since_briefly(lang, since))
    when = told.membership.left if told.leaving else told.membership.joined
    assert when is not None
    return wording.bilingual(lambda lang: wording.edtf(lang, when))


def _status(territories: Mapping[str, Territory], told: TerritoryStatus) -> tuple[Text, Text]:
    return status_line(territories, told), since_line(told)
