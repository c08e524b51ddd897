"""The brief for an illustrator: the moment, the place and its light. What people look like, and when and
where the book plays, is told when it is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysts.rules.scenes.moments import where
from analysts.vocabulary import Mood, PlaceKind, TimeOfDay, Weather

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


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a prompt is made of."""

    moment: str
    place: str | None
    kind: PlaceKind
    indoors: bool
    keywords: tuple[str, ...]
    time: TimeOfDay
    weather: Weather
    mood: Mood
    props: tuple[str, ...]


def compose(brief: Brief) -> str:
    """Compose the prompt in plain English, without the book's dialogue and without what people look like."""
    things = [_with_article(p) for p in brief.props[:3] if p not in brief.moment.lower()]
    parts = [
        brief.moment.rstrip(" .") + "." if brief.moment else "",
        _setting(brief),
        f"Also in view: {', '.join(things)}." if things else "",
        f"The mood is {_MOODS[brief.mood]}.",
    ]
    return " ".join(filter(None, parts))


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
