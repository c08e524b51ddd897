"""A bible goes out as a file and comes in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.editing import EditRefused, undoing
from characters.editing.tests.books import TEXTS, bible_of, make_book, person
from characters.exchange.document import BadBible, json_schema, read_document, written
from characters.exchange.exporting import exported_bible
from characters.exchange.importing import import_bible
from characters.models import Analysis, Character, Edit, Nobody, Presence, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "bible.schema.json"


@pytest.fixture
def book(reader: User) -> VividPage:
    """A book with something in every part of its bible."""
    book = make_book(reader)
    silver = book.characters.get(name="Long John Silver")
    silver.looks = [{"field": "hair", "value": "fair", "scene": 2, "sentence": "you"}]
    silver.locked, silver.species, silver.is_clothed = ["looks.hair", "species", "picture"], "fox", True
    silver.description, silver.personality, silver.is_narrator = "Tall.", "Sly.", True
    silver.save()
    silver.changes.create(
        scene=book.scenes.get(number=2),
        until=book.scenes.get(number=4),
        type="outfit",
        description="d",
        prompt_modifier="m",
    )
    Setting.objects.filter(vividpage=book, name="the inn").update(first_scene=book.scenes.get(number=1))
    Setting.objects.filter(vividpage=book, name="the quay").update(first_scene=book.scenes.get(number=3))
    Nobody.objects.create(vividpage=book, name="Bell", aliases=["the bell"])
    VividPage.objects.filter(pk=book.pk).update(period="1750s", country="England", dress="coats", locked=["period"])
    stranger = {"words": "an old man", "noun": "man", "count": 1, "species": "human", "gender": "male", "age": "old"}
    stranger |= {"looks": "old", "pose": "sitting", "part": "present", "confidence": 0.5}
    Analysis.objects.filter(scene__vividpage=book, scene__number=1).update(
        strangers=[stranger], props=["lantern"], weather="rain", locked=["weather"], moment_start=0, moment_end=5
    )
    Quote.objects.filter(scene__vividpage=book, speaker__name="Jim Hawkins").update(confidence=0.25, locked=["speaker"])
    return VividPage.objects.get(pk=book.pk)


@pytest.fixture
def empty(reader: User) -> VividPage:
    """A fresh reading of the same text, of which nothing is known yet."""
    book = make_vividpage(owner=reader, title="The Island", status=VividPage.Status.COMPLETED)
    chapter = Chapter.objects.create(vividpage=book, number=1)
    for number, text in enumerate(TEXTS, 1):
        Scene.objects.create(vividpage=book, chapter=chapter, number=number, text=text, word_count=9)
    return book


def exported(book: VividPage) -> dict[str, Any]:
    """Return the bible as JSON has it."""
    return json.loads(written(exported_bible(VividPage.objects.get(pk=book.pk))))


def take_in(book: VividPage, data: dict[str, Any]) -> Edit | None:
    return import_bible(vividpage=book, document=read_document(json.dumps(data).encode()), by=book.owner)


def test_a_bible_comes_into_a_fresh_reading_as_it_went_out(book: VividPage, empty: VividPage) -> None:
    bible = exported(book)
    assert take_in(empty, bible) is not None

    assert exported(empty) == bible


def test_a_bible_comes_into_a_reading_that_has_found_others(book: VividPage, reader: User) -> None:
    other = make_book(reader)
    jim = other.characters.get(name="Jim Hawkins")
    Character.objects.filter(pk=jim.pk).update(name="Jim", aliases=["Jim Hawkins"], locked=["picture"])
    person(other, "Israel Hands", [4], ["Hands"], "male", mentions=9)
    attic = Setting.objects.create(vividpage=other, name="the attic", scene_numbers=[4])
    Analysis.objects.filter(scene__vividpage=other, scene__number=4).update(setting=attic)
    Presence.objects.filter(analysis__scene__vividpage=other, character__name="the Captain").update(pose="sitting")
    Quote.objects.filter(scene__vividpage=other, scene__number=2).delete()
    bible = exported(book)

    take_in(other, bible)

    assert exported(other) == bible
    jim.refresh_from_db()
    assert (jim.name, jim.locked) == ("Jim Hawkins", ["picture"])


def test_whoever_is_called_otherwise_in_the_file_keeps_their_id(book: VividPage) -> None:
    bible = exported(book)
    jim = bible["people"][0]
    jim["name"], jim["aliases"] = "Jim", ["Jim Hawkins"]
    for scene in bible["scenes"]:
        scene["seen"]["people"], scene["quotes"] = [], []
    ids = dict(book.characters.values_list("name", "pk"))

    take_in(book, bible)

    assert exported(book) == bible
    assert book.characters.get(name="Jim").pk == ids["Jim Hawkins"]


def test_names_that_differ_in_their_letters_case_alone_do_not_collide(book: VividPage) -> None:
    bible = exported(book)
    person(book, "jim hawkins", [4], [], "male", mentions=9)

    take_in(book, bible)

    assert exported(book) == bible


def test_what_came_in_is_undone_as_one_edit(book: VividPage, reader: User) -> None:
    other = make_book(reader)
    before = bible_of(other)
    take_in(other, exported(book))
    assert bible_of(other) != before

    undoing.undo(vividpage=other)

    assert bible_of(other) == before


def test_a_bible_that_a_book_has_already_is_no_edit(book: VividPage) -> None:
    assert take_in(book, exported(book)) is None
    assert not Edit.objects.filter(vividpage=book).exists()


def test_a_scene_of_which_nothing_is_known_loses_what_was(book: VividPage) -> None:
    bible = exported(book)
    bible["scenes"][3] |= {"seen": None, "quotes": []}

    take_in(book, bible)

    assert exported(book) == bible
    undoing.undo(vividpage=book)
    assert exported(book)["scenes"][3]["seen"] is not None


def _other_text(bible: dict[str, Any]) -> None:
    bible["scenes"][1]["digest"] = "0" * 64


def _fewer_scenes(bible: dict[str, Any]) -> None:
    del bible["scenes"][3]


def _unknown_speaker(bible: dict[str, Any]) -> None:
    bible["scenes"][0]["quotes"][0]["speaker"] = "Ben Gunn"


def _unknown_place(bible: dict[str, Any]) -> None:
    bible["scenes"][0]["seen"]["place"] = "the moon"


def _same_name(bible: dict[str, Any]) -> None:
    bible["people"][1]["name"] = bible["people"][0]["name"]


def _seen_twice(bible: dict[str, Any]) -> None:
    bible["scenes"][0]["seen"]["people"] *= 2


def _beyond_the_text(bible: dict[str, Any]) -> None:
    bible["scenes"][0]["quotes"][0]["end"] = 5000


def _beyond_the_book(bible: dict[str, Any]) -> None:
    bible["people"][0]["changes"] = [{"scene": 9, "type": "hair", "description": "d", "prompt_modifier": "m"}]


def _no_such_gender(bible: dict[str, Any]) -> None:
    bible["people"][0]["gender"] = "pirate"


def _too_long(bible: dict[str, Any]) -> None:
    bible["people"][0]["species"] = "x" * 61


def _unknown_field(bible: dict[str, Any]) -> None:
    bible["people"][0]["portrait"] = "jim.png"


def _no_character(bible: dict[str, Any]) -> None:
    bible["people"][0]["description"] = "a\0b"


def _newer(bible: dict[str, Any]) -> None:
    bible["version"] = 2


def _another_format(bible: dict[str, Any]) -> None:
    bible["format"] = "recipes"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_other_text, "scene 2 is not the same"),
        (_fewer_scenes, "of 3 scenes, and the book has 4"),
        (_unknown_speaker, "Scene 1 of this bible names “Ben Gunn”"),
        (_unknown_place, "plays at “the moon”"),
        (_same_name, "two people called “Jim Hawkins”"),
        (_seen_twice, "twice"),
        (_beyond_the_text, "not within its text"),
        (_beyond_the_book, "in scene 9, and the book ends with scene 4"),
        (_no_such_gender, "people → 1 → gender"),
        (_too_long, "people → 1 → species"),
        (_unknown_field, "people → 1 → portrait"),
        (_no_character, "people → 1 → description"),
        (_newer, "version 2"),
        (_another_format, "no story bible"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words_and_nothing_is_written(
    book: VividPage, spoil: Callable[[dict[str, Any]], None], words: str
) -> None:
    before, bible = bible_of(book), exported(book)
    spoil(bible)

    with pytest.raises(BadBible, match=words):
        take_in(book, bible)
    assert bible_of(book) == before
    assert not Edit.objects.exists()


@pytest.mark.parametrize(
    "data", [b"", b"not json", b"[]", b"{}", b"\xff\xfe\x00", b'{"format": NaN}', b"[" * 100_000, b'"\\ud800"', b"null"]
)
def test_what_is_no_json_is_no_bible(data: bytes) -> None:
    with pytest.raises(BadBible, match="no story bible"):
        read_document(data)


def test_the_documented_schema_is_that_of_the_program() -> None:
    assert json.loads(SCHEMA.read_text()) == json_schema(), "write json_schema() into it, and raise VERSION if need be"


def test_the_number_of_queries_is_the_same_for_any_length(
    book: VividPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        exported_bible(book)


def test_the_command_takes_a_file_in_and_says_what_it_did(
    book: VividPage, empty: VividPage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bible.json"
    file.write_bytes(written(exported_bible(book)))

    call_command("import_bible", str(empty.pk), str(file))
    assert "was imported" in capsys.readouterr().out
    call_command("import_bible", str(empty.pk), str(file))
    assert "is so already" in capsys.readouterr().out
    assert exported(empty) == exported(book)


def test_the_command_says_what_is_wrong(book: VividPage, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")

    nobody = "00000000-0000-0000-0000-000000000000"
    for words, of, file in (
        ("no story bible", book.pk, "bad.json"),
        ("cannot be read", book.pk, "none.json"),
        ("cannot be read", book.pk, "."),
        ("no book", nobody, "bad.json"),
    ):
        with pytest.raises(CommandError, match=words) as refused:
            call_command("import_bible", str(of), str(tmp_path / file))
        assert refused.value.returncode == 2
    assert issubclass(BadBible, EditRefused)
