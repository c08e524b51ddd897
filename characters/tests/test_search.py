"""Searching one's books: by words, by names and by meaning, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from characters.embeddings.services import refresh
from characters.models import Analysis, Character, Presence, Setting
from characters.search.finding import fuse, scope_of, search
from characters.search.query import parse_query
from characters.tests.searched import GALE, ROOM, SUPPER, make_book, read_up_to

if TYPE_CHECKING:
    from accounts.models import User


def result_of(typed: str, *books: Any, ahead: bool = False) -> Any:
    return search(parse_query(typed), scope_of(books[0].owner, books, ahead=ahead))


def numbers(typed: str, *books: Any, ahead: bool = False) -> list[int]:
    """Return the numbers of the scenes that are found, best first."""
    by_pk = {scene.pk: scene.number for book in books for scene in book.scenes.all()}
    return [by_pk[pk] for pk in result_of(typed, *books, ahead=ahead).scenes]


def add_person(vividpage: Any, name: str, scenes: list[int], **fields: object) -> Character:
    first = vividpage.scenes.get(number=min(scenes))
    return Character.objects.create(vividpage=vividpage, name=name, scene_numbers=scenes, first_scene=first, **fields)


def test_a_word_is_found_in_its_other_forms(reader: User) -> None:
    assert numbers("chair stand", make_book(reader, GALE, ROOM)) == [2]


def test_a_word_is_found_as_its_language_inflects_it(reader: User) -> None:
    book = make_book(reader, "Die Häuser am Fluss standen leer.", "Ein Vogel sang.", language="de")

    assert numbers("Haus", book) == [1]


def test_books_of_two_languages_are_searched_each_in_its_own(reader: User) -> None:
    english = make_book(reader, "The houses stood empty.")
    german = make_book(reader, "Die Häuser standen leer.", language="de")

    assert len(result_of("Haus OR house", english, german).scenes) == 2


def test_a_scene_is_found_by_what_it_is_about(reader: User) -> None:
    assert numbers("storm at sea", make_book(reader, ROOM, SUPPER, GALE)) == [3]


def test_the_scene_that_has_the_words_and_is_about_them_stands_first(reader: User) -> None:
    book = make_book(reader, GALE, "They spoke of a storm at sea. " + ROOM, "A storm at sea! " + GALE)

    assert numbers("storm at sea", book)[0] == 3


def test_a_phrase_finds_just_that(reader: User) -> None:
    book = make_book(reader, "He rang the old bell.", "The bell was old.", "The old, old bells rang.", "The Old Bell!")

    assert sorted(numbers('"the old bell"', book)) == [1, 4]


def test_a_phrase_of_words_that_are_everywhere_is_found_too(reader: User) -> None:
    assert numbers('"to be or not to be"', make_book(reader, GALE, "To be, or not to be: that was it.")) == [2]


def test_a_phrase_with_another_apostrophe_is_found(reader: User) -> None:
    assert numbers('"don\'t go"', make_book(reader, "“Don’t go,” she said.")) == [1]


def test_a_word_after_a_minus_is_left_out(reader: User) -> None:
    assert numbers("wine -meat", make_book(reader, "They drank wine.", "There were meat and wine.")) == [1]


def test_signs_that_mean_something_to_others_mean_nothing_here(reader: User) -> None:
    book = make_book(reader, GALE)

    for typed in (r"gale\ & | ! ( ) :* <-> '", "gale' OR 1=1 --", "%gale_", r'"ga[le" "\y"', "gale:" * 30):
        assert result_of(typed, book) is not None


def test_a_name_finds_somebody_and_the_scenes_that_call_them_otherwise(reader: User) -> None:
    book = make_book(reader, ROOM, "The smith hammered.", SUPPER)
    otho = add_person(book, "Otho Bolt", [2], aliases=["the smith"])

    assert result_of("Otho Bolt", book).people == (otho.pk,)
    assert numbers("Otho Bolt", book) == [2]


def test_an_alias_is_a_name_too(reader: User) -> None:
    book = make_book(reader, ROOM)
    otho = add_person(book, "Otho Bolt", [1], aliases=["Master Bolt"])

    assert result_of("master bolt", book).people == (otho.pk,)


def test_a_name_within_a_question_is_heard(reader: User) -> None:
    book = make_book(reader, ROOM, SUPPER)
    otho = add_person(book, "Otho", [2])

    assert result_of("what did Otho eat for dinner", book).people == (otho.pk,)


def test_a_part_of_a_word_is_no_name(reader: User) -> None:
    book = make_book(reader, ROOM)
    add_person(book, "Ann", [1])

    assert result_of("annoyed", book).people == ()


def test_scenes_in_which_somebody_is_the_focus_stand_first(reader: User) -> None:
    book = make_book(reader, ROOM, ROOM, ROOM)
    otho, mara = add_person(book, "Otho", [1, 2, 3]), add_person(book, "Mara", [3])
    analyses = [Analysis.objects.create(scene=scene, prompt="p") for scene in book.scenes.order_by("number")]
    Presence.objects.create(analysis=analyses[2], character=mara, order=0)
    Presence.objects.create(analysis=analyses[2], character=otho, order=1)
    Presence.objects.create(analysis=analyses[1], character=otho, order=0)

    assert numbers("Otho", book) == [2, 3, 1]
    assert numbers("Otho Mara", book)[0] == 3


def test_a_place_is_found_by_its_name_with_its_scenes(reader: User) -> None:
    book = make_book(reader, SUPPER, ROOM)
    mill = Setting.objects.create(
        vividpage=book, name="the mill", scene_numbers=[2], first_scene=book.scenes.get(number=2)
    )

    assert result_of("mill", book).places == (mill.pk,)
    assert numbers("mill", book) == [2]


def test_somebody_is_found_by_what_they_look_like(reader: User) -> None:
    book = make_book(reader, ROOM)
    tamsin = add_person(
        book, "Tamsin", [1], gender="female", age="young", looks=[{"field": "hair", "value": "copper hair"}]
    )
    add_person(book, "Otho", [1], gender="male", age="old", looks=[{"field": "beard", "value": "white beard"}])
    refresh(vividpage=book)

    assert result_of("a girl with copper hair", book).people[0] == tamsin.pk


def test_nothing_is_found_for_what_is_nowhere(reader: User) -> None:
    assert result_of("xyzzy", make_book(reader, GALE, SUPPER)).is_empty


def test_what_lies_beyond_the_readers_place_is_kept_back_but_told_of(reader: User) -> None:
    book = make_book(reader, ROOM, "Thunder!", "Thunder again!")
    read_up_to(book, 2)

    assert numbers("thunder", book) == [2]
    assert result_of("thunder", book).is_more_ahead
    assert sorted(numbers("thunder", book, ahead=True)) == [2, 3]


def test_where_nothing_more_lies_ahead_nothing_is_told(reader: User) -> None:
    book = make_book(reader, "Thunder!", ROOM)
    read_up_to(book, 1)

    assert not result_of("thunder", book).is_more_ahead


def test_people_whom_the_reader_has_not_met_are_kept_back(reader: User) -> None:
    book = make_book(reader, ROOM, SUPPER)
    add_person(book, "Otho", [2])
    read_up_to(book, 1)

    assert result_of("Otho", book).people == ()
    assert result_of("Otho", book).is_more_ahead


def test_a_book_that_has_not_been_begun_is_searched_whole(reader: User) -> None:
    begun, new = make_book(reader, ROOM, "Thunder!"), make_book(reader, ROOM, "Thunder!")
    read_up_to(begun, 1)

    assert numbers("thunder", begun, new) == [2]


def test_fusion_puts_first_what_stands_high_in_many_lists() -> None:
    assert fuse([["a", "b", "c"], ["c", "d"], ["c", "a"]]) == ("c", "a", "b", "d")  # type: ignore[list-item]
