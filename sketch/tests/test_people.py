"""People: from the front and from behind, what their faces show and where they look."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from sketch.figures.clothes.eras import ERA_WEAR, Wear
from sketch.figures.clothes.periods import ERAS, era_of
from sketch.figures.clothes.wardrobe import CALLED, Outfit, slot_of
from sketch.figures.clothes.works import WORKS, works_of, worn_at
from sketch.figures.figure import Stand, draw_figure
from sketch.figures.heads.expressions import EXPRESSIONS, Expression, expression_of
from sketch.figures.heads.hats import HATS
from sketch.figures.heads.hats_of_eras import HATS as HATS_OF_ERAS
from sketch.figures.plan import plan_for
from sketch.paint.colours import cloth_colour, luminance
from sketch.paint.light import light_for
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.scene import DepictedPerson, Garment
from sketch.styles import STYLES

ADA = DepictedPerson(
    key="ada", name="Ada", gender="female", age="adult", hair="long red hair", clothes=(Garment("coat", "blue"),)
)
TOAD = DepictedPerson(key="toad", name="Toad", gender="male", age="adult", species="toad", is_clothed=True)


def figure(person: DepictedPerson, stand: Stand, *, side: int = 160, style: str = "storybook") -> Image.Image:
    light, recorder = light_for("day", "clear", "calm"), Recorder((side, side), side / 1000)
    recorder.wash(((226, 220, 200), (226, 220, 200)), 0, 1010)
    draw_figure(recorder, light, plan_for(person), stand)
    return STYLES[style].medium.render(recorder.drawn(), light)


def difference(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("person", [ADA, TOAD], ids=["a person", "a beast in clothes"])
def test_a_back_shows_no_face(person: DepictedPerson) -> None:
    def from_behind(gaze: float, expression: str) -> Image.Image:
        return figure(person, Stand(500, 930, 800, 1, seen="back", gaze=(gaze, 0.0), expression=expression))

    assert from_behind(-1, "joyful").tobytes() == from_behind(1, "violent").tobytes()
    assert difference(from_behind(0, "calm"), figure(person, Stand(500, 930, 800, 1))) > 1


@pytest.mark.parametrize("person", [ADA, TOAD], ids=["a person", "a beast in clothes"])
def test_eyes_look_where_they_are_told_to(person: DepictedPerson) -> None:
    looks = [figure(person, Stand(480, 2400, 2400, 1, gaze=gaze)).tobytes() for gaze in ((-1, 0), (1, 0), (0, 1))]

    assert len(set(looks)) == 3


def test_at_least_twelve_expressions_are_told_at_a_thumbnails_size() -> None:
    """Half a head is twelve pixels here, as in a picture of 320 pixels; a face is an eighth of what is compared."""
    faces = {name: figure(ADA, Stand(480, 1000, 900, 1, expression=name)) for name in EXPRESSIONS}
    apart = [difference(faces[one], faces[other]) for one, other in combinations(faces, 2)]

    assert len(EXPRESSIONS) >= 12
    assert min(apart) > 0.03
    assert sorted(apart)[len(apart) // 2] > 0.15


@pytest.mark.parametrize("hair", ["bald", "short", "long", "curly", "tousled", "bob", "bun", "braid"])
def test_a_profile_differs_from_a_face_and_shows_what_it_feels_too(hair: str) -> None:
    person = replace(ADA, hair=f"{hair} brown hair")

    def profile(expression: str) -> Image.Image:
        return figure(person, Stand(480, 1000, 900, 1, seen="profile", expression=expression))

    faces = {name: profile(name) for name in EXPRESSIONS}

    assert difference(faces["calm"], figure(person, Stand(480, 1000, 900, 1, expression="calm"))) > 0.5
    assert min(difference(faces[one], faces[other]) for one, other in combinations(faces, 2)) > 0


def test_the_moods_of_scenes_are_expressions_and_an_unknown_word_is_calm() -> None:
    for mood in ("calm", "joyful", "tense", "sad", "mysterious", "violent", "tender"):
        assert mood in EXPRESSIONS
    assert expression_of("nonplussed") == Expression()


@pytest.mark.parametrize("style", STYLES)
def test_backs_are_drawn_in_every_style(style: str) -> None:
    front, back = (figure(ADA, Stand(500, 930, 800, 1, seen=seen), style=style) for seen in ("front", "back"))

    assert difference(front, back) > 0.2


def test_hands_have_fingers_where_they_can_be_seen() -> None:
    """An open hand and a mitten: the outline of the one is longer by far."""

    def outlines(grown: float) -> int:
        recorder = Recorder((1000, 1000), 1.0)
        stand = Stand(500, 900, grown, 1, arms="gesture")
        draw_figure(recorder, light_for("day", "clear", "calm"), plan_for(ADA), stand)
        hands = [item for item in recorder.drawn().flat() if isinstance(item, Shape) and item.tags.part == "hand"]
        return sum(len(hand.outlines) for hand in hands)

    assert outlines(300) == 4
    assert outlines(800) >= 2 * 6


def test_bodies_are_of_several_shapes_and_the_words_of_a_book_say_which() -> None:
    def shape(key: str, build: str = "") -> tuple[float, float]:
        plan = plan_for(DepictedPerson(key=key, name=key, age="adult", build=build))
        return plan.waist, plan.hips

    assert len({shape(f"person {n}") for n in range(40)}) >= 4
    assert {shape(f"person {n}", "stout") for n in range(10)} == {(1.34, 1.14)}
    assert plan_for(DepictedPerson(key="c", name="c", age="child")).heads < plan_for(ADA).heads


@pytest.mark.parametrize(
    ("period", "era"),
    [
        ("1760s", "baroque"),
        ("1811", "regency"),
        ("the 1890s", "victorian"),
        ("19th century", "victorian"),
        ("late nineteenth century", "victorian"),
        ("ancient Rome", "ancient"),
        ("50 BC", "ancient"),
        ("medieval", "medieval"),
        ("twelfth century", "medieval"),
        ("Tudor England", "renaissance"),
        ("1925", "twenties"),
        ("present day", "modern"),
        ("2008", "modern"),
        ("the year 2450", "future"),
        ("far future", "future"),
        ("once upon a time", ""),
        ("", ""),
    ],
)
def test_an_era_is_known_by_year_century_or_words(period: str, era: str) -> None:
    assert era_of(period) == era


def dressed(*, period: str = "", name: str = "X", gender: str = "male", **more: object) -> Outfit:
    return plan_for(
        replace(DepictedPerson(key="x", name=name, gender=gender, age="adult"), period=period, **more)  # type: ignore[arg-type]
    ).outfit


PERIODS = ("Rome", "medieval", "1580s", "1750s", "1810s", "1880s", "1920s", "2010s", "far future")


@pytest.mark.parametrize("gender", ["female", "male"])
def test_no_two_eras_dress_people_alike(gender: str) -> None:
    worn = {
        period: {
            (outfit.dress or outfit.over or outfit.top or outfit.legs).cut
            for outfit in (dressed(period=period, gender=gender, key=f"p{n}") for n in range(12))
        }
        for period in ("ancient Rome", *PERIODS[1:])
    }

    assert len(worn) == len(ERAS)
    for one, other in combinations(worn, 2):
        assert worn[one] - worn[other], (one, other)


@pytest.mark.parametrize("period", ["ancient Rome", *PERIODS[1:]])
@pytest.mark.parametrize("gender", ["female", "male"])
def test_everything_that_an_era_wears_can_be_drawn_from_both_sides(period: str, gender: str) -> None:
    for n in range(8):
        clothes = tuple(Garment(kind) for kind in ("coat", "hat", "boots", "dress", "apron")[: n % 6])
        person = DepictedPerson(
            key=f"p{n}", name="X", gender=gender, age=("child", "adult")[n % 2], period=period, clothes=clothes
        )
        for seen in ("front", "back"):
            figure(person, Stand(500, 930, 800, 1, seen=seen), side=64)


def test_what_the_book_says_is_worn_in_the_cut_of_its_time_and_in_its_colour() -> None:
    coat = (Garment("coat", "red"),)

    cuts = {period: dressed(period=period, clothes=coat).over for period in ("1750s", "1810s", "1880s")}

    assert {period: worn.cut for period, worn in cuts.items() if worn} == {
        "1750s": "justaucorps",
        "1810s": "tailcoat",
        "1880s": "frockcoat",
    }
    assert {worn.colour for worn in cuts.values() if worn} == {cloth_colour("red")}


def test_without_a_known_time_people_wear_what_they_always_wore() -> None:
    assert dressed(period="once upon a time") == dressed(period="")


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("the old sailor", "striped"),
        ("Captain Smollett", "uniform"),
        ("the soldier", "uniform"),
        ("the curate", "cassock"),
        ("Dr. Watson", "frockcoat"),
        ("the policeman", "uniform"),
        ("the shepherd", "smock"),
    ],
)
def test_people_wear_what_their_work_asks_for(name: str, cut: str) -> None:
    outfit = dressed(name=name, period="1880s")

    assert cut in {cloth.cut for cloth in (outfit.dress, outfit.top, outfit.over) if cloth is not None}


@pytest.mark.parametrize("name", ["Mr. King", "John Baker", "Rose Farmer", "Captain Cook"])
def test_a_surname_is_no_work(name: str) -> None:
    assert not {"king", "cook", "farmer"} & set(works_of(DepictedPerson(key="x", name=name)))


@pytest.mark.parametrize(
    ("name", "period", "crowned"),
    [
        ("The King", "", True),
        ("The Queen", "the Middle Ages", True),
        ("The Prince", "", True),
        ("The Emperor", "1805", False),
        ("Prince Orlov", "", False),
        ("Princess Vera", "1805", False),
        ("The Duke", "", False),
    ],
)
def test_crowns_are_for_sovereigns_of_times_that_wore_them(name: str, period: str, crowned: bool) -> None:
    head = dressed(name=name, period=period).head

    assert (head is not None and head.cut == "crown") is crowned


def test_what_the_text_dresses_somebody_in_comes_before_their_work() -> None:
    sailor = dressed(name="the sailor", clothes=(Garment("shirt", "green"),))

    assert sailor.top is not None
    assert (sailor.top.cut, sailor.top.colour) == ("shirt", cloth_colour("green"))


def test_a_soldier_wears_what_his_century_did() -> None:
    cuts = {dressed(name="the soldier", period=period).over for period in ("medieval", "1750s", "1880s", "2200")}

    assert len({cloth.cut for cloth in cuts if cloth}) >= 3


def test_who_mourns_wears_black() -> None:
    widow = dressed(name="Anna", gender="female", period="1880s", marks=("in mourning",))

    assert widow.dress is not None
    assert luminance(widow.dress.colour) < 0.25
    assert widow.head is not None
    assert widow.head.cut == "veil"


@pytest.mark.parametrize(
    "mark", ["bleeding wound on the brow", "a black eye", "scar", "eye patch", "bandaged head", "arm in a sling"]
)
def test_wounds_are_shown(mark: str) -> None:
    stand = Stand(480, 1700, 1700, 1)

    assert figure(replace(ADA, marks=(mark,)), stand, side=200).tobytes() != figure(ADA, stand, side=200).tobytes()


def test_every_row_of_every_wardrobe_names_a_cut_that_is_drawn() -> None:
    wears = [wear for era in ERA_WEAR.values() for wear in (era.female, era.male)]
    cuts = {cut for wear in wears for part in fields(Wear) for cut in getattr(wear, part.name) if cut}
    cuts |= {cut for era in ERA_WEAR.values() for cuts in (era.cuts, era.female_cuts) for cut in cuts.values()}
    cuts |= {cut for work in WORKS for era in ("", *ERAS) for cut, _ in worn_at(work, era)} - {"cloak", "cape"}

    hats = {cut for cut in cuts if slot_of(CALLED.get(cut, cut)) == "head"}
    assert {CALLED.get(hat, hat) for hat in hats} <= set(HATS) | set(HATS_OF_ERAS) | {"cloak"}
    assert set(HATS_OF_ERAS) <= hats
