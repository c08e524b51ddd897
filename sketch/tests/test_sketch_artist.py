"""The built-in artist: true to its size, its seed, and to the people it draws."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageStat

from sketch.artist import SizeOutOfRange, draw_portrait, draw_scene
from sketch.camera.seen import see
from sketch.figures.plan import plan_for
from sketch.paint.colours import cloth_colour
from sketch.paint.light import light_for
from sketch.picture import compose
from sketch.repertoire import KNOWN
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.staging.ground import plan_of
from sketch.staging.sea import BEASTS
from sketch.styles import STYLES

ADA = DepictedPerson(
    key="ada", name="Ada", gender="female", age="adult", hair="long red hair", clothes=(Garment("coat", "red"),)
)
BOB = DepictedPerson(key="bob", name="Bob", gender="male", age="old", beard="long white beard")
SMALL = 160


def draw(scene: DepictedScene | None = None, *, side: int = SMALL, seed: int = 7, style: str = "storybook") -> bytes:
    return draw_scene(scene or DepictedScene(people=(ADA, BOB)), size=(side, side), seed=seed, style=STYLES[style])


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def brightness(picture: bytes) -> float:
    return ImageStat.Stat(opened(picture).convert("L")).mean[0]


def is_flat(picture: bytes) -> bool:
    return max(ImageStat.Stat(opened(picture)).stddev) < 8


@pytest.mark.parametrize(("width", "height"), [(720, 720), (1080, 1080), (1280, 720), (64, 64), (300, 500)])
def test_a_picture_has_exactly_the_size_that_was_asked_for(width: int, height: int) -> None:
    picture = draw_scene(DepictedScene(people=(ADA,)), size=(width, height), seed=7, style=STYLES["storybook"])

    assert opened(picture).size == (width, height)
    assert Image.open(io.BytesIO(picture)).format == "WEBP"


@pytest.mark.parametrize("side", [0, 63, 5001])
def test_a_size_that_cannot_be_drawn_is_refused_in_words(side: int) -> None:
    with pytest.raises(SizeOutOfRange, match="64 to 5000"):
        draw(side=side)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draw() == draw()


def test_another_seed_gives_another_picture() -> None:
    assert draw(seed=1) != draw(seed=2)


def test_a_person_looks_the_same_in_every_scene_pose_and_mood() -> None:
    elsewhere = replace(ADA, pose="running")

    assert plan_for(elsewhere) == plan_for(ADA)


def test_what_the_book_leaves_open_follows_from_the_key_and_differs_between_people() -> None:
    plans = [plan_for(DepictedPerson(key=f"person {n}", name="N")) for n in range(40)]

    assert len({(plan.hair, plan.skin, plan.outfit) for plan in plans}) > 35


def test_a_person_wears_what_the_book_says_in_its_colour() -> None:
    assert plan_for(ADA).outfit.over.colour == cloth_colour("red")


def test_hair_is_what_the_book_says() -> None:
    plan = plan_for(ADA)

    assert plan.hair_style == "long"
    assert plan.hair[0] > plan.hair[2] + 60, "red"


def test_a_scarf_more_does_not_change_the_colour_of_the_coat() -> None:
    coat = DepictedPerson(key="x", name="X", gender="male", clothes=(Garment("coat"),))
    with_scarf = replace(coat, clothes=(*coat.clothes, Garment("scarf")))

    assert plan_for(coat).outfit.over == plan_for(with_scarf).outfit.over


@pytest.mark.parametrize("kind", ["gown", "dress", "nightgown"])
def test_no_man_wears_a_ball_gown(kind: str) -> None:
    man = DepictedPerson(key="x", name="X", gender="male", clothes=(Garment(kind, "purple"),))

    assert plan_for(man).outfit.dress.cut == "robe"
    assert plan_for(replace(man, gender="female")).outfit.dress.cut != "robe"


def test_a_dressing_gown_is_worn_over_other_clothes() -> None:
    man = DepictedPerson(key="x", name="X", gender="male", clothes=(Garment("dressing-gown", "purple"),))

    assert plan_for(man).outfit.dress is None
    assert plan_for(man).outfit.over.colour == cloth_colour("purple")


def test_a_red_coat_is_red_in_the_picture_and_a_blue_one_blue() -> None:
    def redness(colour: str) -> float:
        person = replace(ADA, clothes=(Garment("coat", colour), Garment("gown", colour)))
        picture = opened(draw(DepictedScene(place="desert", time_of_day="day", people=(person,)), side=360))
        middle = picture.crop((90, 150, 270, 330))
        red, _, blue = ImageStat.Stat(middle).mean
        return red - blue

    assert redness("red") > redness("blue") + 15


@pytest.mark.parametrize("place", [*KNOWN.places, "", "the far side of the moon"])
def test_every_place_is_drawn_in_all_weathers(place: Any) -> None:
    for hour, weather in (("day", "clear"), ("night", "storm"), ("dawn", "fog"), ("evening", "snow"), ("???", "???")):
        picture = draw(DepictedScene(place=place, place_key="k", time_of_day=hour, weather=weather, people=(ADA,)))
        assert not is_flat(picture)


@pytest.mark.parametrize("indoors", [True, False])
def test_a_castle_and_a_ship_can_be_seen_from_inside(indoors: bool) -> None:
    for place in ("castle", "ship", "unknown"):
        assert not is_flat(draw(DepictedScene(place=place, indoors=indoors, people=(ADA,))))


def test_every_style_looks_like_no_other() -> None:
    assert len({draw(style=style) for style in STYLES}) == len(STYLES)


@pytest.mark.parametrize("count", range(10))
def test_any_number_of_people_is_drawn(count: int) -> None:
    people = tuple(replace(BOB, key=f"p{n}", pose="sitting" if n % 2 else "walking") for n in range(count))

    assert not is_flat(draw(DepictedScene(place="field", people=people)))


@pytest.mark.parametrize(
    "pose", ["standing", "sitting", "walking", "running", "lying", "kneeling", "riding", "fighting", "working", "???"]
)
def test_every_pose_is_drawn(pose: str) -> None:
    empty = draw(DepictedScene(place="field"))
    assert draw(DepictedScene(place="field", people=(replace(ADA, pose=pose),))) != empty


@pytest.mark.parametrize("words", ["", "???", "长发", "x" * 5000, "very very very very long"])
def test_odd_words_are_no_reason_to_fail(words: str) -> None:
    person = DepictedPerson(
        key=words,
        name=words,
        gender=words,
        age=words,
        hair=words,
        eyes=words,
        skin=words,
        build=words,
        height=words,
        beard=words,
        marks=(words,),
        species=words,
        size=words,
        part=words,
        clothes=(Garment(words, words),),
        pose=words,
    )

    assert not is_flat(draw(DepictedScene(place=words, weather=words, mood=words, people=(person,), props=(words,))))


@pytest.mark.parametrize("species", [species for species, drawn in KNOWN.species.items() if drawn != "person"])
def test_an_animal_among_the_people_is_drawn_as_one(species: str) -> None:
    animal = DepictedPerson(key="a", name="A", species=species)
    place = DepictedScene(place="underwater" if species in BEASTS else "field")

    assert plan_for(animal).creature is not None
    assert draw(replace(place, people=(animal,))) != draw(place)


def test_a_being_that_nobody_has_drawn_is_a_shape_and_no_dog() -> None:
    def drawn(species: str) -> bytes:
        return draw(DepictedScene(place="field", people=(DepictedPerson(key="a", name="A", species=species),)))

    assert drawn("shoggoth") == drawn("wozzit") != drawn("dog")
    assert drawn("six-legged shoggoth") != drawn("shoggoth")


def test_who_does_the_deed_shows_it() -> None:
    ada = replace(ADA, part="actor")
    chase = DepictedScene(place="field", people=(ada, replace(BOB, part="object")), relation="chasing")

    assert draw(chase) != draw(replace(chase, relation="facing"))
    assert draw(replace(chase, relation="unknown", deed="kneeling")) != draw(replace(chase, relation="unknown"))


def test_an_hour_that_is_not_told_is_that_of_its_light() -> None:
    scene = DepictedScene(place="field", people=(ADA,))

    assert draw(replace(scene, light="moonlight")) == draw(replace(scene, time_of_day="night"))
    assert draw(replace(scene, light="moonlight", time_of_day="day")) == draw(replace(scene, time_of_day="day"))


def test_from_afar_people_are_smaller() -> None:
    def head(distance: str, position: int) -> float:
        scene = DepictedScene(place="field", people=(ADA,), distance=distance, position=position)
        composed = compose(scene, plan_of(scene), light_for("day", "clear", "calm"), seed=7, width=1000.0)
        return see(composed.shot.camera, composed.staged.actors[0], composed.staged.actors).radius

    for position in range(1, 9):
        assert head("long", position) < head("medium", position)


def test_a_portrait_shows_its_person_large() -> None:
    def middle(person: DepictedPerson) -> Image.Image:
        picture = draw_portrait(person, size=(300, 300), style=STYLES["storybook"])
        return opened(picture).crop((75, 75, 225, 225))

    dark, pale = replace(ADA, skin="dark brown", hair="black hair"), replace(ADA, skin="pale", hair="blond hair")
    difference = ImageStat.Stat(middle(pale).convert("L")).mean[0] - ImageStat.Stat(middle(dark).convert("L")).mean[0]
    assert difference > 10


def test_night_is_darker_than_day_and_snow_lighter_than_storm() -> None:
    def at(hour: str, weather: str) -> float:
        return brightness(draw(DepictedScene(place="field", time_of_day=hour, weather=weather)))

    assert at("night", "clear") < at("day", "clear") - 30
    assert at("day", "storm") < at("day", "snow") - 30


def test_who_may_not_be_there_is_small_and_far_off() -> None:
    scene = DepictedScene(place="field", people=(ADA, BOB))
    vague = replace(scene, people=(ADA, replace(BOB, is_vague=True)))

    assert draw(vague) != draw(scene) != draw(replace(scene, people=(ADA,)))
