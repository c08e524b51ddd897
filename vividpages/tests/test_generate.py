"""`manage.py generate_vividpage`, with no worker running."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from accounts.models import User
from books.epub import read_epub
from books.models import Scene, VividPage
from books.tests.epubs import build, chapter
from storyboards.models import PictureVersion
from storyboards.styles.tests.making import make_style

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.whole]


def generate(*arguments: object) -> str:
    out = StringIO()
    call_command("generate_vividpage", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_book_is_made_in_a_style_of_its_readers_own_by_its_name(sample_epub: Path, reader: User) -> None:
    style = make_style(reader)

    generate(sample_epub, "--user", reader.email, "--style", "Night ferry", "--until", "parse")

    assert VividPage.objects.get().style == style.key


def test_a_style_that_there_is_not_is_said_and_leaves_nothing(sample_epub: Path, reader: User) -> None:
    make_style(reader)

    with pytest.raises(CommandError, match="There is no style “Night ferry”") as caught:
        generate(sample_epub, "--style", "Night ferry")

    assert caught.value.returncode == 2
    assert not VividPage.objects.exists()
    assert list(User.objects.all()) == [reader], "it is another reader's"


def test_it_makes_the_whole_sample_book(sample_epub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = json.loads(generate(sample_epub, "--json"))

    assert list(result) == [
        "id",
        "status",
        "title",
        "author",
        "language",
        "language_notice",
        "chapters",
        "scenes",
        "words",
        "characters",
        "settings",
        "quotes",
        "pictures",
        "storyboards",
        "failures",
        "cost_usd",
        "seconds",
    ]
    assert result["status"] == "completed"
    assert result["storyboards"] == result["scenes"] == 25
    assert result["failures"] == []
    assert result["cost_usd"] == 0
    assert set(result["characters"][0]) == {"name", "aliases", "gender", "role", "mentions", "appearance"}
    names = {character["name"] for character in result["characters"]}
    assert {quote["speaker"] for quote in result["quotes"]} <= names | {None}
    assert {quote["sure"] for quote in result["quotes"]} == {True, False}
    assert [picture["scene"] for picture in result["pictures"]] == list(range(1, 26))
    assert {quote["scene"] for quote in result["quotes"]} <= set(range(1, 26))
    assert "Drawing the pictures" in capsys.readouterr().err


def test_running_it_again_makes_nothing_twice(sample_epub: Path) -> None:
    generate(sample_epub, "--json")
    drawn = set(PictureVersion.objects.values_list("pk", flat=True))
    generate(sample_epub, "--json")

    assert VividPage.objects.count() == 1
    assert set(PictureVersion.objects.values_list("pk", flat=True)) == drawn


def test_until_analysis_draws_nothing_and_can_be_gone_on_with(sample_epub: Path) -> None:
    assert json.loads(generate(sample_epub, "--until", "analysis", "--json"))["storyboards"] == 0
    assert json.loads(generate(sample_epub, "--json"))["storyboards"] == 25


def test_what_its_pictures_show_is_told_before_they_are_drawn(sample_epub: Path) -> None:
    result = json.loads(generate(sample_epub, "--until", "analysis", "--json", "--density", "per-chapter"))

    assert len(result["pictures"]) == 8
    names = {character["name"] for character in result["characters"]}
    texts = dict(Scene.objects.values_list("number", "text"))
    for picture in result["pictures"]:
        assert list(picture) == [
            "chapter",
            "scene",
            "moment",
            "people",
            "strangers",
            "deed",
            "place",
            "time_of_day",
            "weather",
            "confidence",
            "prompt",
        ]
        assert set(picture["people"]) <= names
        assert picture["moment"].rstrip(".") in texts[picture["scene"]]
        assert picture["prompt"]
        assert len(picture["confidence"]["people"]) == len(picture["people"])


def test_until_parse_knows_no_people(sample_epub: Path) -> None:
    result = json.loads(generate(sample_epub, "--until", "parse", "--json"))

    assert (result["scenes"], result["characters"]) == (25, [])


def test_a_budget_stays_until_the_command_says_otherwise(sample_epub: Path) -> None:
    def budget(*options: str) -> Decimal | None:
        generate(sample_epub, "--until", "parse", "--json", *options)
        return VividPage.objects.get().budget.limit

    assert budget("--budget", "1.50") == Decimal("1.50")
    assert budget() == Decimal("1.50")
    assert budget("--budget", "2") == 2
    assert budget("--no-budget") is None


def test_a_picture_per_chapter_is_one_for_each(sample_epub: Path) -> None:
    result = json.loads(generate(sample_epub, "--density", "per-chapter", "--style", "ink", "--json"))

    assert result["storyboards"] == result["chapters"] == 8


def test_the_illustrated_book_is_an_epub_with_every_picture(sample_epub: Path, tmp_path: Path) -> None:
    out = tmp_path / "illustrated.epub"
    generate(sample_epub, "--density", "per-chapter", "--out", out)

    with zipfile.ZipFile(out) as archive:
        pictures = [name for name in archive.namelist() if "vividpages/scene_" in name]
        pages = [name for name in archive.namelist() if name.endswith(".xhtml")]
        for page in pages:
            etree.fromstring(archive.read(page))
    assert len(pictures) == 8
    original, illustrated = read_epub(sample_epub), read_epub(out)
    assert sum(c.word_count for c in illustrated.body) >= sum(c.word_count for c in original.body)


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "empty"), (b"no zip at all", "not an EPUB"), (None, "cannot be opened")]
)
def test_bad_input_ends_with_2_and_one_clear_line_and_leaves_nothing(
    content: bytes | None, says: str, tmp_path: Path
) -> None:
    book = tmp_path / "book.epub"
    if content is not None:
        book.write_bytes(content)

    with pytest.raises(CommandError, match=says) as caught:
        generate(book)

    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    assert not VividPage.objects.exists()
    assert not User.objects.exists()


def test_an_unknown_user_is_bad_input(sample_epub: Path) -> None:
    with pytest.raises(CommandError, match="no account") as caught:
        generate(sample_epub, "--user", "nobody@example.com")

    assert caught.value.returncode == 2


def test_a_folder_for_the_result_that_is_missing_is_told_before_any_work(sample_epub: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="does not exist") as caught:
        generate(sample_epub, "--out", tmp_path / "missing" / "book.epub")

    assert caught.value.returncode == 2
    assert not VividPage.objects.exists()


def test_a_second_variant_is_drawn_of_a_book_that_is_there_and_its_command_can_be_run_again(tmp_path: Path) -> None:
    book = tmp_path / "small.epub"
    book.write_bytes(
        build({"c1.xhtml": chapter("One", "Mara Holt stood in the mill.", "“Hello,” said Mara Holt.")}).getvalue()
    )
    first = json.loads(generate(book, "--json"))

    results = [json.loads(generate("--variant-of", first["id"], "--style", "pencil", "--json")) for _ in range(2)]

    assert results[0]["id"] == results[1]["id"] != first["id"]
    assert results[0]["variant_of"] == first["id"]
    for kept in ("title", "words", "characters", "quotes", "storyboards"):
        assert results[0][kept] == first[kept]
    variant = VividPage.objects.get(pk=results[0]["id"])
    assert (variant.style, variant.status, variant.resolution) == ("pencil", "completed", "720")
    assert "variant_of" not in json.loads(generate(book, "--json"))


@pytest.mark.parametrize("options", [(), ("--style", "storybook")])
def test_an_variant_in_the_look_that_the_book_has_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    book = tmp_path / "small.epub"
    book.write_bytes(build({"c1.xhtml": chapter("One", "Mara Holt stood in the mill.")}).getvalue())
    first = json.loads(generate(book, "--json"))

    with pytest.raises(CommandError, match="has this look itself") as refused:
        generate("--variant-of", first["id"], *options)

    assert refused.value.returncode == 2
    assert VividPage.objects.count() == 1


def test_an_variant_of_a_book_that_there_is_not_leaves_nothing_behind() -> None:
    with pytest.raises(CommandError, match="You have no book") as refused:
        generate("--variant-of", uuid4(), "--style", "pencil")

    assert refused.value.returncode == 2
    assert not User.objects.exists()
