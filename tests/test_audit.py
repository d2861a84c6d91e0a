"""``script/audit`` never says that all is well of what nobody has looked at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

CLEAN = {"name": "alpha", "version": "1", "vulns": []}
FAULTY = {"name": "beta", "version": "1", "vulns": [{"id": "PYSEC-2026-1"}]}
SKIPPED = {"name": "gamma", "skip_reason": "Dependency not found on PyPI"}


def told(folder: Path, listed: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run it where pip and pip-audit are played: both are slow, and the second asks the net."""
    (folder / "pip.py").write_text("")
    played = (
        f"import sys\nif '--version' not in sys.argv:\n    print({listed!r})\n    sys.exit({code})"
    )
    (folder / "pip_audit.py").write_text(played)
    environment = {**os.environ, "RUHRMAP_PYTHON": sys.executable, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [ROOT / "script" / "audit"], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("listed", "code", "ends", "says"),
    [
        ([CLEAN], 0, 0, "known faults: 0 in 1 looked at, not checked: 0"),
        ([CLEAN, FAULTY], 1, 1, "known fault: beta: PYSEC-2026-1"),
        ([FAULTY, SKIPPED], 1, 1, "known faults: 1 in 1 looked at, not checked: 1"),
        ([SKIPPED], 0, 2, "known faults: 0 in 0 looked at, not checked: 1"),
        (None, 1, 2, "known faults: not checked, pip-audit did not run to its end"),
    ],
)
def test_what_was_not_looked_at_is_not_well(
    tmp_path: Path, listed: list[object] | None, code: int, ends: int, says: str
) -> None:
    """pip-audit ends with 0 where it skipped all, and with 1 where no service answered."""
    ended = told(tmp_path, "" if listed is None else json.dumps({"dependencies": listed}), code)
    assert says in ended.stdout
    assert "other versions: 0" in ended.stdout, "else a wrong version is what it ends with"
    assert ended.returncode == ends
