"""The territories, universities and partners that a text names, each where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from ruhrmap.model import Catalog
from ruhrmap.press.reading import doubt, heads, kreis
from ruhrmap.press.reading.gazetteer import gazetteer
from ruhrmap.press.reading.result import Mention
from ruhrmap.press.reading.scene import Candidate, Scene, scene
from ruhrmap.press.reading.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Places:
    """The names of a text, the mentions they come to, and those that stay undecided."""

    scene: Scene
    mentions: tuple[Mention, ...]
    undecided: tuple[Candidate, ...]

    def text_of(self, one: Candidate) -> tuple[str, int]:
        """A name as written, and where it begins."""
        return _written(self.scene, one)


def places(catalog: Catalog, tokens: Tokens) -> Places:
    """Find every mention; they never overlap, and the longest name wins."""
    found = scene(tokens, gazetteer(catalog))
    doubt.judge(found)
    towns = heads.govern(found)
    undecided = kreis.decide(found, towns)
    found.candidates.sort(key=lambda one: one.first)
    mentions = []
    for one in found.candidates:
        text, start = _written(found, one)
        ags, member = (None, one.key) if one.is_member else (one.key, None)
        mentions.append(Mention(ags, member, text, start, one.sure))
    return Places(found, tuple(mentions), tuple(undecided))


def _written(found: Scene, one: Candidate) -> tuple[str, int]:
    plain = found.tokens.plain
    start, end = plain.span(found.items[one.first].start, found.items[one.behind - 1].end)
    return plain.source[start:end], start
