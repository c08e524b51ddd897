"""The brief for an illustrator: the moment, the place and its light, and the people as they look by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from characters.analysts.rules.moments import where
from characters.bible import Change, Look, LookField, Mood, Person, PlaceKind, Presence, TimeOfDay, Weather

_MIN, _MAX = 40, 90
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


def compose(brief: Brief, people: Mapping[str, Person], changes: Sequence[Change]) -> str:
    """The prompt in forty to ninety words of plain English, without the book's dialogue."""
    moment = brief.moment.rstrip(" .") + "." if brief.moment else ""
    parts = [moment, _setting(brief)]
    for presence in brief.people[:3]:
        person = people.get(presence.person)
        if person:
            parts.append(_portrait(person, presence, brief.scene, changes))
    if brief.props:
        things = [_with_article(p) for p in brief.props[:3] if p not in brief.moment.lower()]
        if things:
            parts.append(f"Also in view: {', '.join(things)}.")
    parts.append(f"The mood is {_MOODS[brief.mood]}.")
    return _fitted([p for p in parts if p])


def _fitted(parts: list[str]) -> str:
    """Drop what matters least until it is short enough, add about composition until it is long enough."""
    while _count(parts) > _MAX and len(parts) > 3:
        parts.pop(-2)
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
    scenery = ", ".join(k for k in brief.keywords[:3])
    light = _LIGHT[brief.time][brief.indoors]
    sky = "" if brief.indoors and brief.weather in ("clear", "cloudy", "wind") else _SKY[brief.weather]
    if brief.indoors and sky:
        sky = f"{sky} outside the window"
    head = (place[0].upper() + place[1:]) if place else ("Indoors" if brief.indoors else "")
    if scenery:
        head = f"{head}: {scenery}" if head else scenery[0].upper() + scenery[1:]
    body = "; ".join(x for x in (head, light, sky) if x)
    return body[0].upper() + body[1:] + "." if body else ""


def _portrait(person: Person, presence: Presence, scene: int, changes: Sequence[Change]) -> str:
    looks = looks_at(person, scene, changes)
    noun, marks = _noun(person), looks.get("marks", [])
    adjectives = [*looks.get("height", [])[:1], *[b for b in looks.get("build", [])[:1] if " " not in b]]
    traits = [
        *[b for b in looks.get("build", [])[:1] if " " in b],
        *looks.get("hair", [])[:1], *looks.get("beard", [])[:1], *looks.get("eyes", [])[:1], *looks.get("skin", [])[:1],
        *[m for m in marks if not m.endswith("older")][:2],
    ]  # fmt: skip
    head = person.name
    if noun:
        described = " ".join([*adjectives, noun])
        head += f", {'an' if described[0] in 'aeiou' else 'a'} {described}"
    elif adjectives:
        head += f", {' and '.join(adjectives)}"
    if traits:
        head += f" with {_and([_with_article(t) for t in traits])}"
    if looks.get("clothes"):
        head += f", in {_and([_with_article(c) for c in looks['clothes'][:2]])}"
    older = [m for m in marks if m.endswith("older")][:1]
    return ", ".join([head, *older, presence.pose]) + "."


def looks_at(person: Person, scene: int, changes: Sequence[Change]) -> dict[LookField, list[str]]:
    """What somebody looks like in a scene: what the book says of them, overruled by the changes in force."""
    found: dict[LookField, list[str]] = {}
    for look in sorted(person.looks, key=lambda k: _nearness(k, scene)):
        found.setdefault(look.field, []).append(look.value)
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


def _nearness(look: Look, scene: int) -> tuple[bool, int]:
    """Clothes count as last described before the scene; everything else as first described."""
    if look.field == "clothes":
        return look.scene > scene, -look.scene if look.scene <= scene else look.scene
    return False, look.scene


def _noun(person: Person) -> str:
    if person.name.startswith("The ") or person.gender == "unknown":
        return ""
    female = person.gender == "female"
    age = "old " if person.age == "old" else "young " if person.age == "young" else ""
    if person.age == "child":
        return "girl" if female else "boy"
    return age + ("woman" if female else "man")


def _with_article(phrase: str) -> str:
    noun_phrase = phrase.split(" on ")[0].split()
    first, last = noun_phrase[0], noun_phrase[-1]
    if (
        first in ("a", "an", "no", "clean-shaven", "short", "bearded") and last in ("hair", "clean-shaven", "bearded")
    ) or first in ("a", "an", "no"):
        return phrase
    plural = last.endswith("s") and not last.endswith(("ss", "dress"))
    if plural or last in (
        "hair",
        "skin",
        "armour",
        "armor",
        "muslin",
        "livery",
        "older",
        "clean-shaven",
        "bearded",
        "jewels",
    ):
        return phrase
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def _and(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]
