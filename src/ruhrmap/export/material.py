"""What downloads are made of: the data as read, their frames, and the package's own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from ruhrmap.package import FILE


@dataclass(frozen=True, eq=False)  # the same only as itself: what is made of it may be kept
class Material:
    """One data package, ready to be told."""

    catalog: Catalog
    frames: tuple[Frame, ...]
    folder: Path

    @cached_property
    def described(self) -> dict[str, Any]:
        """``datapackage.json`` as it is written."""
        found: dict[str, Any] = json.loads((self.folder / FILE).read_text("utf-8"))
        return found

    @property
    def creator(self) -> str:
        """Who put the data together."""
        return "; ".join(one["title"] for one in self.described.get("contributors", ()))
