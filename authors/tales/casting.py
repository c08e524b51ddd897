"""Who is in a story: the hero, a friend, and a row of the world for every other role of its plot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from analysts.vocabulary import HUMAN, Size
from authors.contract import Plain, PlannedPerson
from authors.tales.brief import Hero
from authors.tales.grammar import plural_of, pronoun_slots
from authors.tales.pen import Choice, Slots, digest, holds
from authors.tales.world import Being, Row, Setting, being_of, beings, known_names, names
from authors.verse.stress import beats_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from authors.tales.brief import Pronoun
    from authors.tales.plots import Plot, RoleChoice

_LOOKS = (
    ("hair", r"\bhair|plaits?|curls?|pigtails|fringe\b"),
    ("eyes", r"\beyes?\b"),
    ("beard", r"\b(?:beard|moustache|whiskers)\b"),
    (
        "clothes",
        r"\b(?:\w*coat|overalls?|shawl|frock|uniform|dress|hat|cap|scarf|boots?|shoes|jumper|jacket|shirt|trousers|apron|cape"
        r"|cloak|socks?|glasses|jersey|smock|sweater|crown|helmet|kerchief|nightgown|gown|robe|vest|suit|skirt|blouse)\b",
    ),
    ("build", r"\b(?:tall|short|round|thin|plump|stout|broad|stooping)\b"),
)


_ONLY_ONE = ("nose", "tail", "trunk", "horn")
"""What serves as a hand, and of which nobody has two."""
PEOPLE_OF_THE_HERO = ("friend", "baby")
"""What a role may be that is no table: a second hero, and the hero's little sister or brother."""


class CastingFailed(LookupError):
    """Nobody in the world can take a role here."""


class Role(Plain):
    """Who has taken a role: how texts call them, and who they are in the bible (nothing: it is no person)."""

    row: str
    person: PlannedPerson | None = None


class Home(NamedTuple):
    """Where a hero must be at home (empty: anywhere), and the conditions of their plot."""

    setting: str
    when: Sequence[str] = ()


def hero_being(hero: Hero, seed: str, used: Mapping[str, int], home: Home) -> Being:
    """Return what the hero is: the brief's, or one that suits the plot and that the owner's books have had least."""
    if hero.species and (being := being_of(hero.species)):
        return being
    able = [
        b
        for b in beings().values()
        if not (b.is_thing or b.is_asked_for) and (not home.setting or not b.lives or home.setting in b.lives)
    ]
    able = [b for b in able if suits(b, home.when)] or able
    return min(able, key=lambda b: (used.get(f"being/{b.key}", 0), digest(seed, "being", b.key)))


def suits(being: Being, when: Sequence[str], role: str = "H") -> bool:
    """Tell whether those of a plot's conditions hold that are about the kind of its hero, or of another role."""
    slots = being_slots(role, being, "", "it", Hero())
    return all(holds(condition, slots) for condition in when if condition.lstrip("!").startswith(f"{role}."))


def pronoun_of(hero: Hero, being: Being, seed: str) -> Pronoun:
    """Return the hero's pronoun: the brief's, that of the kind, that of the name, or he and she by turns."""
    if hero.pronoun:
        return hero.pronoun
    if being.pronoun:
        return being.pronoun
    for pronoun, known in known_names().items():
        if hero.name in known:
            return pronoun  # type: ignore[return-value]
    return "she" if int(digest(seed, "pronoun", being.key)[:2], 16) % 2 else "he"


def name_of(hero: Hero, pronoun: Pronoun, seed: str, used: Mapping[str, int], taken: Iterable[str]) -> str:
    """Return the hero's name, or one that the owner's books have had least."""
    if hero.name:
        return hero.name
    pool = names()["she" if pronoun == "she" else "he"]
    others = tuple(taken)
    able = [name for name in pool if not any(_alike(name, other) for other in others)] or pool
    return min(able, key=lambda name: (used.get(f"name/{name}", 0), digest(seed, name)))


def _alike(name: str, other: str) -> bool:
    """Tell whether two names are mixed up in reading: Bea and Bean."""
    return name.startswith(other) or other.startswith(name)


def being_slots(
    role: str, being: Being, name: str, pronoun: Pronoun, hero: Hero, described: tuple[str, str] = ("", "")
) -> Slots:
    """Return the slots of somebody with a name: their kind is called by the brief's word for it, where it has one, and
    `described` is what the brief says before and after that word.
    """
    before = described[0]
    noun = {"she": "girl", "he": "boy"}.get(pronoun, "child") if being.key == "child" else being.called(hero.species)
    facts: Slots = {
        "": name,
        "full": _full_name(being, name, noun, described),
        "a": " ".join(filter(None, ("a", before, noun))),
        "noun": noun,
        "many": plural_of(noun),
        "part": being.part,
        "parts": being.parts,
        "go": being.go,
        "went": being.went,
        "sound": being.sound,
        "home": being.home,
        "hand": being.hand,
        "hands": being.hand if being.hand in _ONLY_ONE else plural_of(being.hand),
        "looks": hero.looks.strip(" ."),
        "beats": beats_of(name),
        being.moves: "yes",
        "moves": being.moves,
        "person": "yes" if being.is_person else "",
        "thing": "yes" if being.is_thing else "",
        **pronoun_slots(pronoun),
    }
    return {f"{role}.{key}" if key else role: value for key, value in facts.items()}


def _full_name(being: Being, name: str, noun: str, described: tuple[str, str]) -> str:
    before, after = described
    if being.is_child or name.lower() == noun:
        return f"{before} {name}".strip()
    return " ".join(filter(None, (name, "the", before, noun, after)))


def row_slots(role: str, row: Row, stock: str) -> Slots:
    """Return the slots of a row of the world: its facts, and for somebody also how they are called."""
    slots: Slots = {role: row.name} if row.name else {}
    if row.species:
        being = being_of(row.species)
        slots = slots or {role: f"the {row.key}"}
        slots |= {f"{role}.a": f"a {row.key}", f"{role}.noun": row.key, f"{role}.sound": being.sound if being else ""}
        slots[f"{role}.beats"] = beats_of(row.key)
        if being:
            slots |= {f"{role}.went": being.went, f"{role}.part": being.part, f"{role}.parts": being.parts}
    slots |= {f"{role}.{key}": form for key, form in pronoun_slots(row.pronoun).items()}
    for key, fact in row.facts.items():
        many = isinstance(fact, tuple)
        slots[f"{role}.{key}"] = (
            Choice(f"{stock}/{row.key}/{key}", fact) if isinstance(fact, tuple) and many else str(fact)
        )
    return slots


def planned(being: Being, name: str, pronoun: Pronoun, hero: Hero, *, is_hero: bool) -> PlannedPerson:
    """Return somebody with a name as the bible has them."""
    return PlannedPerson(
        name=name,
        aliases=() if being.is_child else (f"the {being.called(hero.species)}",),
        gender="female" if pronoun == "she" else "male" if pronoun == "he" else "unknown",
        age="child" if being.is_child or being.young else "young",
        species=being.species,
        is_clothed=True if being.is_person else None,
        looks=tuple(looks_of(hero.looks)),
        role="protagonist" if is_hero else "major",
        key=hero.key,
    )


def looks_of(looks: str) -> list[tuple[str, str]]:
    """Return described looks as fields of the bible, part for part."""
    found = []
    for part in re.split(r",| and ", looks):
        if phrase := part.strip(" ."):
            field = next((field for field, words in _LOOKS if re.search(words, phrase.lower())), "marks")
            found.append((field, phrase))
    return found


def baby_of(being: Being) -> PlannedPerson:
    """Return a baby of the hero's kind as the bible has it."""
    return PlannedPerson(name="the baby", aliases=("baby",), age="child", species=being.species, size="tiny")


def planned_row(row: Row, hero: Being) -> PlannedPerson | None:
    """Return somebody of the world as the bible has them, None where a row is no person.

    The species "hero" is the hero's: their mother, their aunt.
    """
    if not row.species:
        return None
    being = hero if row.species == "hero" else being_of(row.species)
    name = row.name or f"the {row.key}"
    return PlannedPerson(
        name=name,
        aliases=() if row.name else (row.key,),
        gender="female" if row.pronoun == "she" else "male" if row.pronoun == "he" else "unknown",
        age=_age_of(row),
        species=being.species if being else row.species,
        is_clothed=True if HUMAN in (row.species, being.species if being else "") else None,
        looks=tuple(looks_of(str(row.facts.get("looks", "")))),
        size=_size_of(row),
        role="minor",
    )


def _age_of(row: Row) -> Literal["child", "adult", "old"]:
    if row.facts.get("young") or row.facts.get("age") == "child":
        return "child"
    return "old" if row.facts.get("age") == "old" else "adult"


def _size_of(row: Row) -> Size:
    """Return the size that a row says; young ones are small, and large enough for their faces to be seen."""
    said = str(row.facts.get("size", "small" if row.facts.get("young") else "unknown"))
    sizes: tuple[Size, ...] = get_args(Size)
    return next((size for size in sizes if size == said), "unknown")


class Casting(NamedTuple):
    """For which setting and hero rows are chosen, and by which seed and memory."""

    setting: Setting
    hero: Being
    seed: str
    used: Mapping[str, int]


def cast_roles(plot: Plot, slots: Slots, casting: Casting) -> dict[str, Row]:
    """Return a row for every role of a plot but friends, and add their slots. Raises CastingFailed."""
    taken: dict[str, Row] = {}
    for role, choice in plot.roles.items():
        if choice.table not in PEOPLE_OF_THE_HERO:
            taken[role] = _row(plot, choice, taken, slots, casting)
            slots.update(row_slots(role, taken[role], choice.table))
    return taken


def _row(plot: Plot, choice: RoleChoice, taken: Mapping[str, Row], slots: Slots, casting: Casting) -> Row:
    matter = str(slots.get("matter", "")).lower()
    stock = choice.table
    rows = [
        row
        for row in plot.table(stock).values()
        if (not row.lives or casting.setting.key in row.lives)
        and row not in taken.values()
        and not _clashes(row, casting.hero, matter)
        and all(holds(condition, slots) for condition in row.when)
        and all(holds(condition, _asked_of(row)) for condition in choice.when)
    ]
    if not rows:
        raise CastingFailed(f"{stock} in {casting.setting.key}")

    def order(row: Row) -> tuple[bool, int, int, str]:
        used = casting.used
        is_called_alike = str(slots["H"]) in row.name.split()
        again = used.get(f"{plot.name}/{stock}/{row.key}", 0)
        return is_called_alike, again, used.get(f"{stock}/{row.key}", 0), digest(casting.seed, stock, row.key)

    return min(rows, key=order)


def _clashes(row: Row, hero: Being, matter: str) -> bool:
    """Tell whether somebody without a name is of the hero's kind, or is what the theme is about."""
    if not row.species or row.name:
        return False
    return being_of(row.species) == hero or re.search(rf"\b{row.key}", matter) is not None


def _asked_of(row: Row) -> Slots:
    return row_slots("row", row, "row")
