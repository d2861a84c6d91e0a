"""The command line: ``ruhrmap check | status | press | export | build-geo | serve``."""

from ruhrmap.cli.entry import main

__all__ = ["main"]
