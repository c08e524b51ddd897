"""Proposals to merge people and places that are one under two names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from characters.embeddings.proposals import merge_proposals
from characters.embeddings.services import refresh
from characters.models import Analysis, Character, Presence, Setting
from characters.tests.searched import make_book

if TYPE_CHECKING:
    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> Any:
    return make_book(reader, "Wind.")


def somebody(vividpage: Any, name: str, **fields: object) -> Character:
    return Character.objects.create(vividpage=vividpage, name=name, **{"gender": "female", **fields})


def somewhere(vividpage: Any, name: str, **fields: object) -> Setting:
    return Setting.objects.create(vividpage=vividpage, name=name, **{"kind": "room", "indoors": True, **fields})


def proposed(vividpage: Any) -> list[tuple[str, str]]:
    refresh(vividpage=vividpage)
    return [(str(proposal.keep), str(proposal.other)) for proposal in merge_proposals(vividpage)]


def test_a_part_of_a_name_is_proposed_as_the_whole_and_the_better_known_is_kept(vividpage: Any) -> None:
    somebody(vividpage, "Tamsin", mentions=3)
    somebody(vividpage, "Tamsin Rook", mentions=90)

    assert proposed(vividpage) == [("Tamsin Rook", "Tamsin")]


def test_a_part_that_fits_many_is_proposed_for_none(vividpage: Any) -> None:
    somebody(vividpage, "Miss Bennet")
    for name in ("Jane Bennet", "Mary Bennet", "Lydia Bennet"):
        somebody(vividpage, name)

    assert proposed(vividpage) == []


def test_a_man_and_a_woman_are_never_one(vividpage: Any) -> None:
    somebody(vividpage, "Mrs. Hale")
    somebody(vividpage, "Mr. Hale", gender="male")

    assert proposed(vividpage) == []


def test_a_mother_and_her_daughter_are_two(vividpage: Any) -> None:
    somebody(vividpage, "Mrs. Westen", mentions=20)
    somebody(vividpage, "Lucy Westen", aliases=["Lucy", "Miss Westen"], mentions=90)

    assert proposed(vividpage) == []


def test_a_wife_who_goes_by_her_given_name_too_is_proposed(vividpage: Any) -> None:
    somebody(vividpage, "Mrs. Lynde", mentions=20)
    somebody(vividpage, "Rachel Lynde", aliases=["Mrs. Rachel Lynde"], mentions=90)

    assert proposed(vividpage) == [("Rachel Lynde", "Mrs. Lynde")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Josie Pye", "Josie", "Pye"), ("Gertie Pye", "Gertie")),
        (("Josie Pye",), ("Josephine Barry",)),
        (("William Bell",), ("Billy Andrews",)),
        (("Dick", "Dick Johnson"), ("Joyce", "Richard Joyce")),
        (("Victor",), ("Victor’s father",)),
        (("Victor’s father",), ("Anne’s father",)),
        (("The Wicked Witch", "Witch"), ("The Good Witch",)),
    ],
)
@pytest.mark.parametrize("gender", ["male", "female"])
def test_who_shares_no_more_than_a_word_is_somebody_else(
    vividpage: Any, gender: str, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    for name, *aliases in (one, other):
        somebody(vividpage, name, aliases=aliases, gender=gender)

    assert proposed(vividpage) == []


def test_a_woman_who_marries_keeps_her_given_name(vividpage: Any) -> None:
    somebody(vividpage, "Anne Shirley", aliases=["Anne"], mentions=90)
    somebody(vividpage, "Anne Blythe", aliases=["Anne"], mentions=3)

    assert proposed(vividpage) == [("Anne Shirley", "Anne Blythe")]


def seen_together(vividpage: Any, number: int, *people: Character) -> None:
    analysis = Analysis.objects.create(scene=vividpage.scenes.get(number=number))
    for order, character in enumerate(people):
        Presence.objects.create(analysis=analysis, character=character, order=order)


def test_a_lord_is_proposed_under_his_title_and_his_name_if_they_keep_the_same_company(reader: User) -> None:
    vividpage = make_book(reader, *["Wind."] * 6)
    arthur = somebody(vividpage, "Arthur Holm", gender="male", mentions=90)
    lord = somebody(vividpage, "Lord Godwin", gender="male", mentions=80)
    somebody(vividpage, "Lord Vane", gender="male", mentions=70)
    friends = [somebody(vividpage, name) for name in ("Mina", "Ottoline")]
    for number in (1, 2, 3):
        seen_together(vividpage, number, arthur, *friends)
        seen_together(vividpage, number + 3, lord, *friends)

    assert proposed(vividpage) == [("Arthur Holm", "Lord Godwin")]


def test_a_title_that_fits_many_is_proposed_for_none(reader: User) -> None:
    vividpage = make_book(reader, *["Wind."] * 12)
    friend = somebody(vividpage, "Mina")
    men = [somebody(vividpage, name, gender="male") for name in ("Lord Godwin", "Al Holm", "Bo Reed", "Cy Dunn")]
    for number in range(1, 13):
        seen_together(vividpage, number, men[number % 4], friend)

    assert proposed(vividpage) == []


def test_a_lord_beside_somebody_is_somebody_else(reader: User) -> None:
    vividpage = make_book(reader, *["Wind."] * 4)
    arthur = somebody(vividpage, "Arthur Holm", gender="male", mentions=90)
    lord = somebody(vividpage, "Lord Godwin", gender="male", mentions=80)
    friend = somebody(vividpage, "Mina")
    for number in (1, 2, 3, 4):
        seen_together(vividpage, number, arthur, lord, friend)

    assert proposed(vividpage) == []


def test_two_spellings_of_a_name_are_proposed_as_one(vividpage: Any) -> None:
    somebody(vividpage, "Katherine Ford")
    somebody(vividpage, "Catherine Ford")

    assert len(proposed(vividpage)) == 1


def test_a_pet_name_is_proposed_as_the_name_that_it_is_short_for(vividpage: Any) -> None:
    somebody(vividpage, "Betsy Ford")
    somebody(vividpage, "Elizabeth Ford")

    assert len(proposed(vividpage)) == 1


def test_people_who_are_alike_in_looks_alone_stay_two(vividpage: Any) -> None:
    looks = [{"field": "hair", "value": "long copper hair"}, {"field": "eyes", "value": "grey eyes"}]
    somebody(vividpage, "Tamsin", looks=looks)
    somebody(vividpage, "Ottoline", looks=looks)

    assert proposed(vividpage) == []


def test_a_place_with_and_without_an_adjective_is_proposed_as_one(vividpage: Any) -> None:
    somewhere(vividpage, "the kitchen", scene_numbers=[1, 2])
    somewhere(vividpage, "the old kitchen", scene_numbers=[3])

    assert proposed(vividpage) == [("the kitchen", "the old kitchen")]


def test_a_place_indoors_is_not_one_outdoors(vividpage: Any) -> None:
    somewhere(vividpage, "the market")
    somewhere(vividpage, "the old market", indoors=False)

    assert proposed(vividpage) == []


def test_people_of_other_books_are_left_in_peace(vividpage: Any, stranger: User) -> None:
    somebody(vividpage, "Tamsin")
    somebody(make_book(stranger, "Wind."), "Tamsin Rook")

    assert proposed(vividpage) == []


def test_names_alone_do_where_there_are_no_vectors_yet(vividpage: Any) -> None:
    somebody(vividpage, "Tamsin", aliases=["Copper"])
    somebody(vividpage, "Miss Rook", aliases=["Copper"])

    assert [proposal.reason for proposal in merge_proposals(vividpage)] == ["Nearly the same name"]


@pytest.mark.parametrize("other", [{"species": "raven"}, {"is_group": True}])
def test_a_bird_and_a_crowd_are_nobody_of_their_name(vividpage: Any, other: dict[str, Any]) -> None:
    somebody(vividpage, "Rook", **other)
    somebody(vividpage, "Tamsin Rook")

    assert proposed(vividpage) == []
