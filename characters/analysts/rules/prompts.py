"""The brief for an illustrator: the moment, the place and its light, and the people as they look by now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from characters.analysts.rules.moments import where
from characters.bible import Change, Look, LookField, Mood, Person, PlaceKind, Presence, TimeOfDay, Weather

_MIN, _MAX, _SPARE, _SHOWN = 40, 90, 8, 3
_LIGHT: dict[TimeOfDay, tuple[str, str]] = {
    "dawn": ("the first grey light of dawn", "pale dawn light through the window"),
    "morning": ("fresh morning light", "morning light from a window"),
    "day": ("full daylight", "daylight from a window"),
    "evening": ("low golden evening light and long shadows", "the last evening light and the glow of a lamp"),
    "night": ("night, with deep shadows and a little moonlight", "night, lit by candles and firelight"),
    "unknown": ("", ""),
}
_SKY: dict[Weather, str] = {
    "clear": "a clear sky",
    "cloudy": "a grey, clouded sky",
    "rain": "falling rain",
    "storm": "a violent storm with driving rain",
    "snow": "snow over everything",
    "fog": "thick fog that blurs the distance",
    "wind": "a strong wind that tugs at clothes and hair",
    "unknown": "",
}
_MOODS: dict[Mood, str] = {
    "calm": "quiet and unhurried",
    "joyful": "bright and full of joy",
    "tense": "tense, every figure alert",
    "sad": "sorrowful and still",
    "mysterious": "mysterious, half hidden in shadow",
    "violent": "violent and full of movement",
    "tender": "tender and close",
}
_ANIMAL = "animal:"
_KIND_OF = {"gown": "dress", "frock": "dress", "habit": "dress", "cap": "hat", "bonnet": "hat", "hood": "hat"}
"""Clothes of which nobody wears two."""
_FILL = (
    "The figures stand clear of the background, their faces and hands easy to read.",
    "The view is wide enough to show the whole place, with the eye led to the main figure.",
)


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a prompt is made of."""

    scene: int
    moment: str
    place: str | None
    kind: PlaceKind
    indoors: bool
    keywords: tuple[str, ...]
    time: TimeOfDay
    weather: Weather
    mood: Mood
    people: tuple[Presence, ...]
    props: tuple[str, ...]
    period: str = ""


def compose(brief: Brief, people: Mapping[str, Person], changes: Sequence[Change]) -> str:
    """The prompt in forty to ninety words of plain English, without the book's dialogue."""
    moment = brief.moment.rstrip(" .") + "." if brief.moment else ""
    shown = sorted(brief.people[:_SHOWN], key=lambda p: not _is_in(p.person, people, brief.moment))
    present = [(people[p.person], p) for p in shown if p.person in people]
    for most in (4, 3, 2, 1):
        portraits = [_portrait(person, p, brief.scene, changes, most) for person, p in present]
        if _count([moment, _setting(brief), *portraits]) <= _MAX - _SPARE:
            break
    head = [p for p in (moment, _setting(brief)) if p]
    while len(portraits) > 1 and _count([*head, *portraits]) > _MAX - _SPARE:
        portraits.pop()
    tail = []
    things = [_with_article(p) for p in brief.props[:3] if p not in brief.moment.lower()]
    if things:
        tail.append(f"Also in view: {', '.join(things)}.")
    tail.append(f"The mood is {_MOODS[brief.mood]}.")
    if brief.period:
        head.insert(1, _time_of(brief.period))
    return _fitted([*head, *portraits, *tail])


def _time_of(period: str) -> str:
    """ "Set in the 1880s.", "Set in medieval times.", "Set in the present day."."""
    return f"Set in {period} times." if period == "medieval" else f"Set in the {period}."


def _is_in(name: str, people: Mapping[str, Person], moment: str) -> bool:
    person = people.get(name)
    return person is not None and any(form in moment for form in (person.name, *person.aliases))


def _fitted(parts: list[str]) -> str:
    """Drop what matters least until it is short enough, add about composition until it is long enough."""
    while _count(parts) > _MAX and len(parts) > 3:
        parts.pop(-2 if parts[-2].startswith("Also") else -1)
    for filler in _FILL:
        if _count(parts) < _MIN:
            parts.append(filler)
    text = " ".join(parts)
    found = text.split()
    return text if len(found) <= _MAX else " ".join(found[:_MAX]).rstrip(",;:") + "."


def _count(parts: Sequence[str]) -> int:
    return sum(len(p.split()) for p in parts)


def _setting(brief: Brief) -> str:
    place = where(brief.place, brief.kind)
    scenery = ", ".join(k for k in brief.keywords[:2])
    light = _LIGHT[brief.time][brief.indoors]
    sky = "" if brief.indoors and brief.weather in ("clear", "cloudy", "wind") else _SKY[brief.weather]
    if brief.kind == "cave":
        light, sky = light.replace(" through the window", "").replace(" from a window", " at the mouth of the cave"), ""
    elif brief.indoors and sky:
        sky = f"{sky} outside the window"
    head = (place[0].upper() + place[1:]) if place else ("Indoors" if brief.indoors else "")
    if scenery:
        head = f"{head}: {scenery}" if head else scenery[0].upper() + scenery[1:]
    body = "; ".join(x for x in (head, light, sky) if x)
    return body[0].upper() + body[1:] + "." if body else ""


def _portrait(person: Person, presence: Presence, scene: int, changes: Sequence[Change], most: int) -> str:
    """Who somebody is to the eye, with at most so many traits: "Nora Hill, a tall girl with red hair, sitting."."""
    looks = looks_at(person, scene, changes)
    noun, marks = _noun(person), [m for m in looks.get("marks", []) if not m.startswith(_ANIMAL)]
    build = looks.get("build", [])[:1]
    adjectives = [*looks.get("height", [])[:1], *(b for b in build if " " not in b)]
    changed = [m for m in marks if any(c.modifier == m for c in changes)]
    traits = [
        *changed[:1],
        *(_spoken_hair(h) for h in looks.get("hair", [])[:1]),
        *looks.get("beard", [])[:1],
        *looks.get("eyes", [])[:1],
        *looks.get("skin", [])[:1],
        *[m for m in marks if not m.endswith("older") and m not in changed][:1],
        *(b for b in build if " " in b and not b.startswith("as ")),
    ][:most]
    head = person.name
    if noun:
        described = " ".join([*adjectives[: max(1, most - 1)], noun])
        head += f", {'an' if described[0] in 'aeiou' else 'a'} {described}"
    elif adjectives:
        head += f", {' and '.join(adjectives)}"
    head += "".join(f" {b}" for b in build if b.startswith("as ") and most > 2)
    if traits:
        head += f" with {_and([_with_article(t) for t in traits])}"
    if looks.get("clothes"):
        head += f", in {_and([_with_article(c) for c in looks['clothes'][: 2 if most > 2 else 1]])}"
    older = [m for m in marks if m.endswith("older")][:1]
    return ", ".join([head, *older, presence.pose]) + "."


def _spoken_hair(hair: str) -> str:
    return "a bald head" if hair == "bald" else hair


def looks_at(person: Person, scene: int, changes: Sequence[Change]) -> dict[LookField, list[str]]:
    """What somebody looks like in a scene: what the book says of them, overruled by the changes in force.

    Of facts that disagree the first of `person.looks` counts (see `characters.contradictions`).
    """
    found: dict[LookField, list[str]] = {}
    for look in person.looks:
        if look.field != "clothes":
            found.setdefault(look.field, []).append(look.value)
    worn = _worn([k for k in person.looks if k.field == "clothes"], scene)
    if worn:
        found["clothes"] = worn
    for change in changes:
        if change.person != person.name or change.scene > scene or (change.until is not None and scene >= change.until):
            continue
        if change.type == "hair":
            found["hair"] = [change.modifier]
        elif change.type == "outfit":
            found["clothes"] = [change.modifier]
        elif "shaven" in change.modifier or "beard" in change.modifier or "moustache" in change.modifier:
            found["beard"] = [change.modifier]
        else:
            found.setdefault("marks", []).insert(0, change.modifier)
    found["marks"] = [m for m in found.get("marks", []) if not any(m != o and m in o for o in found["marks"])]
    return found


def _worn(looks: Sequence[Look], scene: int) -> list[str]:
    """The clothes of a scene: as last described up to it, else as first described after it; one of a kind."""
    before = [k for k in looks if k.scene <= scene]
    first = min((k.scene for k in looks), default=0)
    known = sorted(before, key=lambda k: -k.scene) if before else [k for k in looks if k.scene == first]
    by_kind: dict[str, str] = {}
    for look in known:
        kind = _KIND_OF.get(look.value.split()[-1], look.value.split()[-1])
        if kind not in by_kind or by_kind[kind] in look.value:
            by_kind[kind] = look.value
    return list(by_kind.values())


def _noun(person: Person) -> str:
    animal = next((k.value.removeprefix(_ANIMAL) for k in person.looks if k.value.startswith(_ANIMAL)), "")
    if animal:
        return "animal" if animal == "other" else animal
    if person.name.startswith("The ") or person.gender == "unknown":
        return ""
    female = person.gender == "female"
    age = "old " if person.age == "old" else "young " if person.age == "young" else ""
    if person.age == "child":
        return "girl" if female else "boy"
    return age + ("woman" if female else "man")


def _with_article(phrase: str) -> str:
    noun_phrase = re.split(r" (?:on|in|under|down|across|with|between|tied|piled|pinned|turning) ", phrase)[0].split()
    first, last = noun_phrase[0], noun_phrase[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "dress"))
    if first in ("a", "an", "no", "arms", "dressed", "wounded") or plural or last in _UNCOUNTED:
        return phrase
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


_UNCOUNTED = frozenset(
    ("hair", "skin", "armour", "armor", "muslin", "livery", "older", "clean-shaven", "bearded", "jewels", "missing")
)


def _and(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]
