from __future__ import annotations

from sketch.scene import Garment
from storyboards.requests.depiction import PersonAtScene, depict_person, garments


def test_each_garment_has_its_own_colour() -> None:
    assert garments("a long green cloak over a white linen shirt, black boots") == (
        Garment("cloak", "green"),
        Garment("shirt", "white"),
        Garment("boots", "black"),
    )


def test_a_garment_without_a_colour_keeps_it_open() -> None:
    assert garments("a ragged coat") == (Garment("coat", ""),)


def test_each_kind_of_garment_is_worn_once() -> None:
    assert garments("a blue coat, a red coat") == (Garment("coat", "blue"),)


def test_a_dressing_gown_is_no_gown() -> None:
    assert (
        garments("a purple dressing-gown")
        == garments("a purple dressing gown")
        == (Garment("dressing-gown", "purple"),)
    )


def test_words_that_are_no_garment_are_nothing_to_wear() -> None:
    assert garments("fine linen") == ()


def test_what_is_unknown_is_left_open() -> None:
    person = depict_person(
        PersonAtScene(key="k", name="N", gender="unknown", age="unknown", looks={}, changes=[], pose="sitting")
    )

    assert (person.gender, person.age, person.hair, person.clothes, person.pose) == ("", "", "", (), "sitting")


def test_changes_in_force_are_marks() -> None:
    person = depict_person(
        PersonAtScene(
            key="k",
            name="N",
            gender="male",
            age="old",
            looks={"marks": "spectacles, a scar"},
            changes=["bandaged left arm"],
            pose="standing",
        )
    )

    assert person.marks == ("spectacles", "a scar", "bandaged left arm")
