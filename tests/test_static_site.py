"""The page that a web server gives in the place of the live one: whole, the same each time."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from ruhrmap import site
from ruhrmap.api.downloads import material
from ruhrmap.cli import main
from ruhrmap.export import presentation, static_site
from ruhrmap.messages import LANGUAGES, message


def test_it_is_the_presentation_and_says_what_it_stands_in_for() -> None:
    made = material(site.data_path())
    files = static_site.files(made, "https://karte.example.org/")
    page = files["index.html"].decode()
    assert gzip.decompress(files["index.html.gz"]) == files["index.html"]
    assert list(files)[-1] == "index.html"  # what a browser gets last: the packed one is there
    for language in LANGUAGES:
        for key in ("story.standing_in", "story.whole_page"):
            text = json.dumps(message(language, key), ensure_ascii=False)
            assert text in page
            # the presentation that people take along stands in for nothing
            assert text not in presentation.write(made).decode()
    assert static_site.files(made, "https://karte.example.org/") == files


def test_it_goes_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twice: what is there already is replaced, each file whole."""
    for _ in range(2):
        assert main(["export", "site", "-o", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "index.html.gz"}
    assert "index.html" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["-o", "-"], ["-o", "{folder}/none"]])
def test_without_a_folder_nothing_is_written(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [one.format(folder=tmp_path) for one in given]
    assert main(["export", "site", *asked]) == 2
    assert "Ordner" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_it_does_not_take_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "site", "-o", str(tmp_path), "--date", "2019-01-31"]) == 2
    assert "--date" in capsys.readouterr().err
