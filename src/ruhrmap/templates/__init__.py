"""The templates of the documents that we write ourselves, beside this module."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(name: str) -> Template:
    """A template by its file name; what is filled in is escaped, what is missing an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("ruhrmap.templates", ".")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)
