"""`manage.py write_childrens_book` and `write_biography`, with no worker running: from a brief to files."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from books.models import VividPage
from vividpages.written_books import WITH_FAILURES
from writing.models import Draft, Hero, WrittenBook

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.whole]
SOURCES = sorted((Path(settings.BASE_DIR) / "samples" / "hallgrim").glob("*.html"))
THEME = "a lighthouse that is afraid of the dark"


def run(command: str, *arguments: object) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *map(str, arguments), "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


@pytest.mark.usefixtures("small_pictures")
def test_a_theme_becomes_pages_for_the_printer_a_cover_and_an_e_book(tmp_path: Path) -> None:
    told = run("write_childrens_book", THEME, "--pages", 24, "--hero", "Wick, lighthouse", "--out", tmp_path)

    assert told["status"] == "completed"
    assert (told["parts"], told["written"]) == (11, 11)
    assert [file["kind"] for file in told["files"]] == ["picture_book", "cover", "fixed_layout"]
    assert [file["pages"] for file in told["files"]] == [24, 1, 24]
    assert all(Path(file["file"]).stat().st_size == file["bytes"] > 1000 for file in told["files"])
    assert not [check for file in told["files"] for check in file["checks"] if check["severity"] == "error"]
    texts = " ".join(draft.text.plain for draft in Draft.objects.all())
    assert "Wick" in texts


@pytest.mark.usefixtures("small_pictures")
def test_the_same_command_once_more_writes_nothing_anew() -> None:
    first = run("write_childrens_book", THEME, "--pages", 24)
    second = run("write_childrens_book", THEME, "--pages", 24)

    assert first["id"] == second["id"]
    assert Draft.objects.count() == first["parts"]
    third = run("write_childrens_book", THEME, "--pages", 24, "--anew", "--plan-only")
    assert len(third["parts"]) == 11
    assert WrittenBook.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((THEME, "--pages", 23), "pages"),
        ((THEME, "--set", "tone"), "NAME=VALUE"),
        ((THEME, "--brief", "nowhere.json"), "cannot be opened"),
        ((THEME, "--user", "nobody@example.com"), "no account"),
        ((THEME, "--author", "nobody/nothing"), "."),
        (("the death of our dog",), "."),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(arguments: tuple[object, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        run("write_childrens_book", *arguments)

    assert refused.value.returncode == 2
    assert str(refused.value)
    assert not VividPage.objects.exists()
    assert not User.objects.exists()


def test_a_kept_hero_comes_into_the_next_book_by_name(reader: User) -> None:
    data = {"name": "Oda", "gender": "female", "species": "bear", "looks": [["clothes", "a red scarf"]]}
    hero = Hero.objects.create(owner=reader, name="Oda", data=data)

    theme = ("--set", "matter=is afraid of", "--set", "theme=the dark")
    told = run("write_childrens_book", *theme, "--hero", "Oda", "--user", reader.email, "--plan-only")

    assert "Oda" in json.dumps(told)
    assert hero.key


def test_sources_become_a_life_with_its_notes_and_a_report(tmp_path: Path) -> None:
    named = [part for source in SOURCES for part in ("--source", source)]

    told = run("write_biography", "Runa Hallgrim", "--words", 5000, *named, "--out", tmp_path)

    assert told["written"] == told["parts"] > 3
    assert told["quality"]["facts_told"] == 1.0
    assert told["quality"]["passages_gone"] == 0
    assert told["quality"]["in_time"] == 1.0
    assert told["quality"]["thread"] > 1
    assert [file["kind"] for file in told["files"]] == ["docx", "epub", "pdf"]
    assert len(told["sources"]) == len(SOURCES)
    report = json.loads(next(tmp_path.glob("*-quality.json")).read_text(encoding="utf-8"))
    assert report == told["quality"]


def test_a_life_of_somebody_whom_no_source_names_is_not_written() -> None:
    with pytest.raises(CommandError, match="say too little") as refused:
        run("write_biography", "Nobody Whatsoever", "--words", 5000, "--source", SOURCES[0])

    assert refused.value.returncode == WITH_FAILURES


def test_a_source_that_is_neither_address_nor_file_leaves_nothing() -> None:
    with pytest.raises(CommandError, match="neither an address nor a file"):
        run("write_biography", "Runa Hallgrim", "--source", "nowhere.html")

    assert not WrittenBook.objects.exists()
