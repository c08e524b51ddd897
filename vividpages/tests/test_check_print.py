"""`manage.py check_print`."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from publishing.preflight.tests.good_files import cover, novel

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.pdf"
    path.write_bytes(novel())
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.pdf"
    path.write_bytes(novel(6, 9, outside=0.1))
    return path


def run(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("check_print", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_good_file_has_no_problems(good: Path) -> None:
    assert run(good) == f"{good}: 24 pages, Amazon KDP: 6 × 9 in\n  No problems found.\n"


def test_a_file_that_a_printer_would_refuse_exits_3_and_says_where(good: Path, bad: Path) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("check_print", str(good), str(bad), stdout=out)

    assert left.value.code == 3
    assert "error [text_near_edge] page 1, " in out.getvalue()


def test_what_was_found_is_told_as_json(bad: Path) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_print", str(bad), "--json", "--ink", "black", "--paper", "cream", stdout=out)

    told = json.loads(out.getvalue())
    assert told["taken_for"] == "Amazon KDP: 6 × 9 in, Black on Cream paper, Paperback"
    assert set(told["checks"][0]) == {"rule", "severity", "words", "mend", "page", "place"}


def test_a_cover_is_checked_with_the_pages_of_its_interior(tmp_path: Path) -> None:
    path = tmp_path / "cover.pdf"
    path.write_bytes(cover(120))

    chosen = ["--kind=cover", "--trim=6x9", "--ink=black", "--paper=white", "--pages=120"]
    assert "No problems found." in run(path, *chosen)


@pytest.mark.parametrize(
    "arguments", [["--printer=nobody"], ["--trim=wide"], ["--ink=gold"], ["--pages=-3"]], ids=lambda words: words[0]
)
def test_a_choice_that_no_printer_has_exits_2(good: Path, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as left:
        run(good, *arguments)

    assert left.value.returncode == 2


@pytest.mark.parametrize("name", ["none.pdf", ".", "a" * 300])
def test_a_file_that_is_not_there_exits_2(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="is no file") as left:
        run(tmp_path / name)

    assert left.value.returncode == 2
