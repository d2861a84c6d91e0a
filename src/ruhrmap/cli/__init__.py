"""The command line: ``ruhrmap check | status | press | export | build-geo | serve | config``."""

from ruhrmap.cli.entry import main

__all__ = ["main"]
