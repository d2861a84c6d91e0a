"""Programs with which tests read back what the exports wrote; script/test installs them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

_LIST = Path(__file__).parents[2] / "script" / "tools.sh"


def _packages() -> dict[str, str]:
    """The Debian package of each program, from the list that script/test goes through."""
    heredoc = re.search(r"<<'LIST'\n(.*?)\nLIST\n", _LIST.read_text("utf-8"), re.DOTALL)
    assert heredoc is not None
    return {program: package for program, package, *_ in map(str.split, heredoc[1].splitlines())}


PACKAGES = _packages()


def path_of(program: str) -> str:
    """Where a program of the list is; without it the test that asks is skipped, with the reason.

    Parameters
    ----------
    program
        A name from the list in script/tools.sh; any other is a KeyError.

    Returns
    -------
    str
        The path to call.
    """
    package = PACKAGES[program]
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"no {program} here: install {package}, or run script/test where it may")
    return found
