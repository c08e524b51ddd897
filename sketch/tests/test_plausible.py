"""What a book leaves open is plausible for its country, its time, the age and the place of its people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sketch.artist import record_scene
from sketch.figures.clothes.periods import ERAS
from sketch.figures.plan import PersonPlan, plan_for
from sketch.outputs.masks import visible
from sketch.paint.colours import luminance
from sketch.paint.light import light_for
from sketch.picture import compose
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.staging.casting import plan_in
from sketch.staging.ground import plan_of
from sketch.staging.sea import BEASTS

PERIODS = {"baroque": "1750s", "regency": "1811", "victorian": "1880s", "medieval": "medieval", "": ""}
ROOM = plan_of(DepictedScene(place="parlour", place_key="p", indoors=True))
STREET = plan_of(DepictedScene(place="street", place_key="s"))
WHALE = DepictedPerson(key="w", name="the whale", species="whale")


def men(count: int = 60, *, age: str = "", hair: str = "", period: str = "", country: str = "") -> list[DepictedPerson]:
    like = DepictedPerson("", "", "male", age, hair, period=period, country=country)
    return [replace(like, key=f"man {n}", name=f"Man {n}") for n in range(count)]


def hats(people: list[DepictedPerson], *, roofed: bool, pose: str = "standing") -> set[str]:
    worn = [plan_in(person, ROOM if roofed else STREET, pose).outfit.head for person in people]
    return {hat.cut for hat in worn if hat is not None}


@pytest.mark.parametrize("period", PERIODS.values())
def test_hats_are_for_out_of_doors(period: str) -> None:
    hatted = [replace(man, clothes=(Garment("hat", "black"),)) for man in men(period=period)]

    assert hats(men(period=period), roofed=True) <= {"coif"}
    assert hats(hatted, roofed=True) == set()
    assert hats(hatted, roofed=False) != set()


def test_a_top_hat_is_for_the_town_unless_the_book_says_so_and_no_child_wears_one() -> None:
    forest = plan_of(DepictedScene(place="forest", place_key="f"))
    people = men(period="1880s", age="adult")
    said = [replace(man, clothes=(Garment("hat", "black silk"),)) for man in people]

    def worn(who: list[DepictedPerson]) -> set[str]:
        heads = [plan_in(man, forest, "standing").outfit.head for man in who]
        return {head.cut for head in heads if head is not None}

    assert worn(people) == set()
    assert worn(said) == {"tophat"}
    assert "tophat" in hats(people, roofed=False)
    assert hats(men(period="1880s", age="child"), roofed=False) == set()


def test_nobody_lies_in_a_hat_and_a_crown_is_taken_off_in_bed() -> None:
    king = DepictedPerson(key="k", name="the King", gender="male", period="medieval", clothes=(Garment("crown"),))

    assert hats([king], roofed=True) == {"crown"}
    assert hats([king], roofed=True, pose="lying") == set()
    assert hats([replace(king, clothes=(Garment("nightcap"),))], roofed=True, pose="lying") == {"nightcap"}


def test_no_hat_is_chosen_for_whose_hair_the_book_tells() -> None:
    assert hats(men(period="1880s", hair="long red hair"), roofed=False) == set()
    assert hats(men(period="1880s"), roofed=False) != set()


@pytest.mark.parametrize("name", ["Prince Andrew", "The Prince", "Princess Mary", "The King"])
def test_a_prince_of_a_later_time_wears_no_crown(name: str) -> None:
    for period in ("1750s", "1811", "1880s"):
        prince = DepictedPerson(key=name, name=name, period=period)

        assert "crown" not in hats([prince], roofed=False)


def test_who_may_be_a_boy_has_no_beard() -> None:
    for age in ("", "child", "young"):
        assert {plan_for(man).beard for man in men(age=age)} == {""}
    assert len({plan_for(man).beard for man in men(age="adult", period="1880s")}) > 2
    assert plan_for(DepictedPerson("v", "V", "male", beard="long white beard")).beard == "long"


@pytest.mark.parametrize("period", ["eighteenth century", "1811"])
def test_men_shaved_when_europe_did(period: str) -> None:
    assert {plan_for(man).beard for man in men(age="adult", period=period)} == {""}


def darkest(plans: list[PersonPlan]) -> float:
    return min(luminance(plan.skin) for plan in plans)


def test_skin_and_hair_are_those_of_the_country_where_the_book_is_silent() -> None:
    english = [plan_for(man) for man in men(country="England")]
    indian = [plan_for(man) for man in men(country="India")]
    japanese = [plan_for(man) for man in men(country="Japan")]
    today = [plan_for(man) for man in men(period="2020s")]

    assert darkest(english) > 0.6
    assert max(luminance(plan.skin) for plan in indian) < 0.75
    assert max(luminance(plan.hair) for plan in (*indian, *japanese)) < 0.3
    assert darkest(today) < 0.45
    assert len({plan.hair for plan in english}) > 3


def test_what_the_book_tells_goes_before_what_its_country_has() -> None:
    told = [plan_for(replace(man, skin="dark brown")).skin for man in men(20, country="Norway")]

    assert len(set(told)) == 1
    assert luminance(told[0]) < 0.5


@pytest.mark.parametrize("era", ERAS)
def test_every_era_says_what_men_wear_on_their_faces(era: str) -> None:
    period = {"twenties": "1925", "modern": "today", "future": "the future"}.get(era, PERIODS.get(era, era))

    assert plan_for(DepictedPerson("a", "A", "male", "adult", period=period)) is not None


def test_a_monster_of_which_no_beasts_part_is_told_is_a_man_of_size() -> None:
    fiend = DepictedPerson("f", "the fiend", "male", "adult", "lustrous black hair", skin="yellow", species="monster")
    man, plan = plan_for(DepictedPerson("m", "M", "male", "adult")), plan_for(fiend)
    tailed = plan_for(replace(fiend, marks=("a forked tail", "three eyes")))

    assert plan.creature is not None
    assert plan.creature.upright
    assert plan.tall > 1.2 * man.tall
    assert luminance(plan.hair) < 0.3
    assert tailed.creature is not None
    assert not tailed.creature.upright


def owners(scene: DepictedScene) -> dict[str, float]:
    return {one.owner: one.depth for one in visible(record_scene(scene, size=(320, 320), seed=5).drawn)}


@pytest.mark.parametrize("species", sorted(BEASTS))
def test_no_beast_of_the_sea_is_in_a_house_or_on_the_beach(species: str) -> None:
    man = DepictedPerson("a", "Ahab", "male", "old", part="actor")
    beast = replace(WHALE, species=species)
    people = (man, beast)

    assert owners(DepictedScene(place="castle", indoors=True, people=people)).keys() == {"a"}
    assert owners(DepictedScene(place="forest", people=people)).keys() == {"a"}
    for place in ("beach", "ship", "rowing boat"):
        away = owners(DepictedScene(place=place, people=people, relation="facing"))
        assert away["w"] > 1.5 * away["a"], place


def test_a_beast_afloat_is_sunk_in_the_sea_below_a_ships_deck() -> None:
    scene = DepictedScene(place="ship", people=(DepictedPerson("a", "Ahab", "male"), WHALE))
    plan = plan_of(scene)
    staged = compose(scene, plan, light_for("day", "clear", "calm"), seed=3, width=1000.0).staged
    whale = next(actor for actor in staged.actors if actor.key == "w")

    assert whale.seat < -50
    assert whale.sunk > 0
