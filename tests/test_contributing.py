"""The first recipe of CONTRIBUTING works: a person who follows it ends without findings."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

from ruhrmap import catalog, checks, coverage

ROOT = Path(__file__).parents[1]
_ROWS = re.compile(r"`data/(\w+\.csv)`\n\n +```csv\n(.*?)\n +```", re.DOTALL)
_SETTINGS = re.compile(r'`"(\w+)": "([^"]+)"`')


def test_add_one_accession(tmp_path: Path) -> None:
    package = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = _ROWS.findall(recipe)
    assert len(rows) == 7
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    settings = dict(_SETTINGS.findall(recipe))
    assert set(settings) == {"version", "created"}
    written = json.dumps(descriptor | settings, ensure_ascii=False)
    (package / "datapackage.json").write_text(written, "utf-8")
    for name, row in rows:
        with (package / name).open("a", encoding="utf-8", newline="") as file:
            file.write(row.strip() + "\n")

    errors = [f for f in checks.run(package).findings if f.severity == "error"]
    assert errors == []
    told = catalog.load(package)
    assert coverage.status_on(told, "05170", date(2026, 8, 31)).status == "none"
    assert coverage.status_on(told, "05170", date(2026, 9, 1)).status == "member"
    assert coverage.status_on(told, "05170048", date(2026, 9, 1)).status == "represented_assumed"


def test_the_end_of_the_axis_stands_where_the_recipe_says() -> None:
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    assert descriptor["created"][:10] == catalog.load().data_date.isoformat()
