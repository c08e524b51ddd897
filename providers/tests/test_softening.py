"""Milder words for a picture that was refused: only where a filter minds, and so that the sentence still stands."""

from __future__ import annotations

import re
from typing import Any

import pytest

from providers.interfaces.images import PictureRequest, ReferenceImage
from providers.services import all_services
from providers.wire.softening import softened_request, table
from sketch.scene import DepictedScene

ALL = frozenset(table())


def a_request(prompt: str, **changes: Any) -> PictureRequest:
    return PictureRequest(prompt=prompt, width=64, height=64, seed=1, style="ink", scene=DepictedScene(), **changes)


def milder(prompt: str, kinds: frozenset[str] = ALL) -> str:
    return softened_request(a_request(prompt), kinds)[0].prompt


@pytest.mark.parametrize(
    ("words", "softer"),
    [
        ("A man covered in blood.", "A man covered in mud."),
        ("Blood on the snow.", "Red stains on the snow."),
        ("A dead man on the floor, a dead tree behind.", "A man lying still on the floor, a dead tree behind."),
        ("Two naked swimmers.", "Two barefoot swimmers."),
        ("The bloodhound follows.", "The bloodhound follows."),
        ("A half-naked sailor.", "A ragged sailor."),
    ],
)
def test_words_give_way_whole_and_the_longer_first(words: str, softer: str) -> None:
    assert milder(words) == softer


@pytest.mark.parametrize("words", ["He ſlaughters; a ſlaughter.", "Kan ve kıller, kılled.", "A corpſe."])
def test_letters_that_only_look_alike_stay_as_they_are(words: str) -> None:
    assert milder(words) == words


def test_only_what_a_services_filter_minds_gives_way() -> None:
    assert milder("A naked man covered in blood.", frozenset({"gore"})) == "A naked man covered in mud."
    assert milder("A naked man covered in blood.", frozenset()) == "A naked man covered in blood."


def test_what_gave_way_is_told_once_in_its_order() -> None:
    _, softened = softened_request(a_request("A corpse, blood, more blood."), ALL)

    assert softened == (("corpse", "still figure"), ("blood", "red stains"))


def test_tags_and_what_goes_with_references_give_way_and_negative_words_stay() -> None:
    sheet = ReferenceImage("the man", b"", "image/png", looks="bloody shirt")
    request = a_request("A man.", tags="man, corpse", negative_prompt="blood, frame", references=(sheet,))

    softened, _ = softened_request(request, ALL)

    assert (softened.tags, softened.references[0].looks) == ("man, still figure", "stained shirt")
    assert softened.negative_prompt == "blood, frame"


def test_no_milder_word_is_itself_one_that_gives_way() -> None:
    for kind in table().values():
        for softer in kind.values():
            assert milder(softer) == softer


def test_every_kind_that_a_service_names_is_in_the_table() -> None:
    for service in all_services().values():
        assert service.filter_words <= ALL, service.name
        assert not service.filter_words or service.image is not None


def test_a_word_stands_under_one_kind_alone() -> None:
    words = [word for kind in table().values() for word in kind]

    assert len(words) == len(set(words))
    assert all(word == word.lower() and re.fullmatch(r"[a-z][a-z -]*", word) for word in words)
