"""``ruhrmap build-geo``: boundaries from the official source."""

from __future__ import annotations

import argparse
from pathlib import Path

from ruhrmap.cli.output import LANGUAGE, complain, say, text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.messages import pick


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "source",
        nargs="?",  # checked in run(), which can say in German that it is missing
        type=Path,
        metavar=text("metavar.source"),
        help=text("build-geo.source"),
    )
    parser.add_argument(
        "--out", type=Path, metavar=text("metavar.folder"), help=text("build-geo.out")
    )


def run(options: argparse.Namespace) -> int:
    """Build the boundaries, or say why not; 1 if the source was refused."""
    if options.source is None:
        raise UsageError(text("build-geo.no_source"))
    if not options.source.exists():
        raise UsageError(text("build-geo.not_there", source=str(options.source)))
    from ruhrmap import boundaries

    try:
        report = boundaries.build_from_package(options.source, options.out)
    except boundaries.BoundaryError as error:
        for finding in error.findings:
            complain(pick(LANGUAGE, finding.message))
        complain(text("build-geo.refused"))
        return 1
    say(pick(LANGUAGE, report.summary))
    return 0
