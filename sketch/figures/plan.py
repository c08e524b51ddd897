"""What somebody looks like, decided once: from the words of the book, and from their key where the book is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Literal

from sketch.creatures.plan import CreaturePlan, creature_for
from sketch.figures.beards import BeardStyle, beard_of
from sketch.figures.beings import outfit_of
from sketch.figures.clothes.periods import era_of
from sketch.figures.clothes.wardrobe import Outfit, outfit
from sketch.figures.clothes.works import works_of
from sketch.figures.complexions import complexion_of, hair_of
from sketch.paint.colours import RGB, eye_colour, hair_colour, lighter, mix, skin_colour
from sketch.repertoire import KNOWN

if TYPE_CHECKING:
    from sketch.scene import DepictedPerson

Sex = Literal["female", "male"]
Years = Literal["child", "young", "adult", "old"]
HairStyle = Literal["short", "long", "curly", "long curly", "braid", "bun", "tied", "bald", "fringe", "tousled", "bob"]

MARKS: tuple[str, ...] = (
    "spectacles",
    "scar",
    "eyepatch",
    "bandaged head",
    "bandaged arm",
    "wooden leg",
    "crutch",
    "cane",
    "freckles",
    "monocle",
    "earring",
    "sling",
    "wings",
    "hook",
    "wounded",
    "black eye",
)
"""Marks that are drawn."""


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Everything about a person that must be the same in each picture. The pose is not part of it.

    `tall` and `girth` are factors of the usual, `waist` and `hips` of what is usual for that girth; `heads` is how many
    times the head goes into the height. `creature` is None for humans.
    """

    sex: Sex
    years: Years
    tall: float
    heads: float
    girth: float
    skin: RGB
    hair: RGB
    hair_style: HairStyle
    eyes: RGB
    beard: BeardStyle
    beard_colour: RGB
    outfit: Outfit
    marks: tuple[str, ...]
    creature: CreaturePlan | None
    face: int
    waist: float = 1.0
    hips: float = 1.0


def plan_for(person: DepictedPerson) -> PersonPlan:
    """Decide what `person` looks like. Depends on nothing but the person."""
    key = person.key or person.name

    def chance(part: str) -> Random:
        return Random(f"{key}/{part}")

    sex: Sex = "female" if person.gender == "female" else "male"
    if person.gender not in ("female", "male"):
        sex = chance("sex").choice(("female", "male"))
    years = _years(person.age)
    era = era_of(person.period)
    complexion = complexion_of(person.country, era)
    skin = skin_colour(person.skin) or chance("skin").choice(complexion.skins)
    hair = hair_colour(person.hair) or hair_of(complexion, years, skin, chance("hair"))
    style = _hair_style(person.hair, sex, years, chance("hair style"))
    works = works_of(person)
    grown_man = sex == "male" and years in ("adult", "old")
    beard = beard_of(person, grown_man=grown_man, era=era, works=works, rng=chance("beard"))
    waist, hips = _shape(person.build, sex, years, chance("shape"))
    creature = creature_for(person)
    plan = PersonPlan(
        sex=sex,
        years=years,
        tall=_tall(person.height, sex, years, chance("height")) * KNOWN.sizes.get(person.size, 1.0),
        heads=_YEARS_HEADS[years],
        girth=_girth(person.build, chance("build")),
        skin=skin,
        hair=hair,
        hair_style=style,
        eyes=eye_colour(person.eyes)
        or chance("eyes").choice(((104, 66, 40), (74, 124, 176), (120, 134, 146), (78, 138, 88))),
        beard=beard,
        beard_colour=hair_colour(person.beard) or mix(hair, (110, 80, 60), 0.12),
        outfit=outfit(
            person.clothes,
            female=sex == "female",
            age=years,
            rng=chance("clothes"),
            era=era,
            works=works,
            bareheaded=bool(person.hair) or (creature is not None and creature.row.head is not None),
        ),
        marks=_marks(person),
        creature=creature,
        face=chance("face").randrange(1_000_000),
        waist=waist,
        hips=hips,
    )
    return plan if creature is None else _as_creature(plan, creature, person)


_RAVEN: RGB = (40, 38, 46)


def _as_creature(plan: PersonPlan, creature: CreaturePlan, person: DepictedPerson) -> PersonPlan:
    """Return a plan whose body, where it is a person's, has the measures and the skin of another being."""
    row = creature.row
    if not creature.upright:
        young = 0.62 if plan.years == "child" else 1.0
        return replace(plan, hair=creature.coat.fur, tall=plan.tall / _YEARS_TALL[plan.years] * young)
    plan = replace(
        plan,
        tall=plan.tall * row.upright,
        heads=row.heads or plan.heads,
        girth=plan.girth * row.girth,
        outfit=outfit_of(creature, plan.outfit, said=bool(person.clothes)),
    )
    if creature.name == "monster":
        skin, hair = skin_colour(person.skin), hair_colour(person.hair)
        style: HairStyle = plan.hair_style if person.hair else "long"
        return replace(plan, skin=skin or row.skin or plan.skin, hair=hair or _RAVEN, hair_style=style)
    if row.head is None:
        return plan if row.skin is None else replace(plan, skin=row.skin, hair=lighter(row.skin, 0.2))
    return replace(
        plan,
        skin=row.skin or creature.coat.paw,
        hair=creature.coat.fur,
        hair_style="bald",
        beard="",
        heads=row.heads * _BEAST_HEADS,
    )


def _years(age: str) -> Years:
    text = age.lower()
    if re.search(r"child|boy|girl|kid|baby|infant|toddler|little", text):
        return "child"
    if re.search(r"old|elder|aged|ancient", text):
        return "old"
    if re.search(r"young|teen|youth", text):
        return "young"
    return "adult"


_BEAST_HEADS = 0.86
"""Heads of beasts in clothes are larger still than their rows say, so that a face is told from afar."""
_YEARS_HEADS: dict[Years, float] = {"child": 4.3, "young": 5.6, "adult": 5.7, "old": 5.5}
"""How often the head goes into the height: fewer times than in life, as picture books have it."""
_YEARS_TALL: dict[Years, float] = {"child": 0.68, "young": 0.97, "adult": 1.0, "old": 0.96}


def _tall(height: str, sex: Sex, years: Years, rng: Random) -> float:
    tall = _YEARS_TALL[years] * (0.94 if sex == "female" else 1.0)
    text = height.lower()
    if re.search(r"tall|giant|huge|towering|big", text):
        tall *= 1.08
    elif re.search(r"small|short|little|tiny|diminutive", text):
        tall *= 0.88
    else:
        tall *= rng.uniform(0.98, 1.03)
    return tall


def _girth(build: str, rng: Random) -> float:
    text = build.lower()
    if re.search(r"stout|fat|heavy|plump|portly|round|corpulent|burly|large", text):
        return 1.36
    if re.search(r"broad|strong|muscular|stocky|sturdy|thickset|square", text):
        return 1.16
    if re.search(r"thin|slim|slender|lean|gaunt|slight|lanky|bony|wiry|skinny|delicate", text):
        return 0.84
    return rng.uniform(0.95, 1.06)


_SHAPES: dict[str, tuple[float, float]] = {
    "reed": (0.94, 0.88),
    "square": (1.14, 1.0),
    "wedge": (0.88, 0.84),
    "pear": (1.04, 1.24),
    "round": (1.34, 1.14),
    "hourglass": (0.9, 1.16),
}
"""What a body's outline is like: breadths of waist and hips by those that are usual for its girth."""


def _shape(build: str, sex: Sex, years: Years, rng: Random) -> tuple[float, float]:
    text = build.lower()
    said = (
        ("round", r"stout|fat|heavy|plump|portly|round|corpulent|pot-bell"),
        ("square", r"broad|strong|muscular|stocky|sturdy|thickset|square|burly"),
        ("reed", r"thin|slim|slender|lean|gaunt|slight|lanky|bony|wiry|skinny|delicate"),
    )
    for shape, pattern in said:
        if re.search(pattern, text):
            return _SHAPES[shape]
    choices: dict[Years, tuple[str, ...]] = {
        "child": ("pear", "reed", "square"),
        "young": ("reed", "hourglass", "pear") if sex == "female" else ("reed", "wedge", "square"),
        "adult": ("hourglass", "pear", "reed", "round") if sex == "female" else ("wedge", "square", "pear", "round"),
        "old": ("pear", "round", "reed"),
    }
    return _SHAPES[rng.choice(choices[years])]


_HAIR_STYLES: tuple[tuple[str, HairStyle, HairStyle], ...] = (
    (r"\bbald\b|hairless|shaven|shaved", "bald", "bald"),
    (r"balding|thinning|receding|tonsure", "fringe", "fringe"),
    (r"braid|plait|pigtail", "braid", "braid"),
    (r"\bbun\b|knot|chignon|pinned|\bup\b|coil", "bun", "bun"),
    (r"tied|ponytail|pony-tail|queue|gathered|drawn back", "tied", "tied"),
    (r"long|flowing|loose|waist", "long", "long curly"),
    (r"tousl|untidy|unruly|shaggy|wild|messy|tangled|dishevel", "tousled", "tousled"),
    (r"short|crop|close|trim", "short", "curly"),
    (r"\bbob|shoulder", "bob", "bob"),
)
"""What a book says of hair, with the style if it is straight, and if it is curly."""


def _hair_style(text: str, sex: Sex, years: Years, rng: Random) -> HairStyle:
    words = text.lower()
    curly = bool(re.search(r"curl|wav|frizz|ringlet|bush|wool", words))
    for pattern, straight, curled in _HAIR_STYLES:
        if re.search(pattern, words):
            return curled if curly else straight
    if curly:
        return "long curly" if sex == "female" and years != "old" else "curly"
    choices: dict[tuple[Sex, bool], tuple[HairStyle, ...]] = {
        ("female", False): ("long", "bun", "long curly", "braid", "bob", "tied"),
        ("female", True): ("bun", "bun", "curly"),
        ("male", False): ("short", "tousled", "curly", "short"),
        ("male", True): ("fringe", "short", "bald", "fringe"),
    }
    if years == "child":
        return rng.choice(("braid", "bob", "long") if sex == "female" else ("tousled", "short", "curly"))
    return rng.choice(choices[sex, years == "old"])


def _marks(person: DepictedPerson) -> tuple[str, ...]:
    text = " ; ".join((*person.marks, person.skin)).lower()
    tests = {
        "spectacles": r"spectacles|glasses|goggles",
        "scar": r"\bscar",
        "eyepatch": r"eye-?\s?patch|patch over",
        "bandaged head": r"bandag\w* (?:(?:round|around|on) \w+ )?(?:head|brow|forehead)|head bandag",
        "bandaged arm": r"bandag\w* (?:\w+ )?(?:arm|hand|wrist|shoulder)|(?:arm|hand) bandag|splint",
        "wooden leg": r"wooden leg|peg leg|peg-leg|one-legged",
        "crutch": r"crutch",
        "cane": r"\bcane|walking[- ]stick|\bstaff",
        "freckles": r"freckl",
        "monocle": r"monocle",
        "earring": r"earring",
        "sling": r"\bsling",
        "wings": r"\bwings",
        "hook": r"\bhook\b",
        "wounded": r"\bwound(?!ed pride)|\bbleed|\bbloody|\bgash|\bcut (?:on|over|above)|\bblood on",
        "black eye": r"black(?:ened)? eye|bruise",
    }
    return tuple(mark for mark in MARKS if re.search(tests[mark], text))
