"""Free words about a picture, as far as the built-in artist can follow them. Knows no ORM.

Models that read get the words as they stand; the built-in artist has terms of its own. What it cannot turn into one of
them is handed back, so that the page can say so. The words are English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sketch.props.vocabulary import PROPS, words_for_props
from storyboards.requests.adjusting import UNADJUSTED, AdjustedLook, Adjustments
from storyboards.requests.depiction import COLOURS, garments

_DATA = tomllib.loads(Path(__file__).with_name("wishes.toml").read_text(encoding="utf-8"))
OF_THE_SCENE = ("weather", "time_of_day", "light", "mood", "distance", "brightness")
VALUES = {
    (kind, word): value for kind in OF_THE_SCENE for value, words in _DATA[kind].items() for word in words.split()
}
_PHRASES: Mapping[str, Sequence[str]] = _DATA["phrases"]
_NOT, _FILL = (frozenset(_DATA["words"][name].split()) for name in ("not", "fill"))
_HAIR, _BEARD = (frozenset(_DATA["words"][name].split()) for name in ("hair", "beard"))
_ALONE, _OF_LOOKS = (frozenset(_DATA["words"][name].split()) for name in ("alone", "looks"))
_LENGTHS = frozenset(_DATA["words"]["lengths"].split())
_LONGER = {"longer": "long", "shorter": "short"}
_PIECES = re.compile(r"[,;.!?\n]+|\b(?:and|but|also)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
SHORT = 4
"""Words of a piece of which one says all: “a bit closer”."""
DISTANCES = ("long", "medium", "close")
HOURS_DARKER = {"dawn": "night", "evening": "night", "night": "night"}
HOURS_LIGHTER = {"night": "evening", "evening": "day", "dawn": "day"}
OPPOSITE = {"rain": "cloudy", "storm": "cloudy", "cloudy": "clear", "clear": "cloudy"}


@dataclass(frozen=True, slots=True)
class WishedPerson:
    """Somebody in the picture: all that they are called, and what they look like there by field."""

    id: str
    names: tuple[str, ...]
    looks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WishedScene:
    """The picture as it is: who is in it, the most important first, and words of the vocabulary."""

    people: tuple[WishedPerson, ...] = ()
    weather: str = "unknown"
    time_of_day: str = "unknown"
    distance: str = "unknown"
    props: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What of a wish the built-in artist can show, in its terms and in words, and the pieces of it that it cannot."""

    adjustments: Adjustments = UNADJUSTED
    does: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


def understand(wish: str, scene: WishedScene) -> Understood:
    """Read a wish piece by piece, as commas, full stops and “and” part it."""
    understood = Understood()
    for piece in filter(None, (part.strip() for part in _PIECES.split(wish))):
        understood = _read(piece, scene, understood)
    return understood


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a wish: who is named in it, and its other words in small letters."""

    named: tuple[WishedPerson, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words in a row."""
        return " ".join(self.words)

    @property
    def is_negated(self) -> bool:
        """Whether it asks for less of something, or nothing of it."""
        return any(word in _NOT for word in self.words)

    def value(self, kind: str) -> str:
        """Return the first value of a kind that a word of it stands for."""
        return next((VALUES[kind, word] for word in self.words if (kind, word) in VALUES), "")

    def has_phrase(self, name: str) -> bool:
        """Return whether it says something in more than one word."""
        return any(re.search(rf"\b{re.escape(phrase)}\b", self.text) for phrase in _PHRASES[name])

    def asks_for(self, kind: str, value: str) -> bool:
        """Return whether a word of it asks for a value."""
        return self.value(kind) == value and len(self.words) <= SHORT and not self.is_negated


def _read(said: str, scene: WishedScene, so_far: Understood) -> Understood:
    piece = _piece(said, scene)
    readers = (_of_people, _of_a_person, _of_the_scene, _of_props)
    found = next(filter(None, (read(piece, scene, so_far.adjustments) for read in readers)), None)
    if found is None:
        return replace(so_far, cannot=(*so_far.cannot, said))
    adjustments, does = found
    return replace(so_far, adjustments=adjustments, does=(*so_far.does, does))


def _piece(said: str, scene: WishedScene) -> Piece:
    """Find who is named in a piece, by any of their names, and its other words: Silver is no colour then."""
    named = []
    rest = said.replace("’", "'").casefold()
    for person in scene.people:
        forms = "|".join(re.escape(name.replace("’", "'").casefold()) for name in person.names if name)
        without = re.sub(rf"(?<!\w)(?:{forms})(?:'s)?(?!\w)", " ", rest) if forms else rest
        if without != rest:
            named.append(person)
            rest = without
    return Piece(tuple(named), tuple(_WORD.findall(rest)))


Found = tuple[Adjustments, str] | None


def _of_people(piece: Piece, scene: WishedScene, known: Adjustments) -> Found:
    """Read who is to be left out: “without Otho”, “only Mara”, “fewer people”; or that there is a crowd."""
    everybody = [person.id for person in scene.people]
    named = [person.id for person in piece.named]
    rest = set(piece.words) - _FILL
    if named and rest <= _NOT and piece.is_negated:
        return _left_out(scene, known, named)
    if named and rest and rest <= _ALONE:
        return _left_out(scene, known, [one for one in everybody if one not in named])
    if named:
        return None
    if piece.has_phrase("fewer"):
        return _left_out(scene, known, everybody[max(1, len(everybody) // 2) :])
    if piece.has_phrase("nobody") and not words_for_props(piece.words):
        return _left_out(scene, known, everybody)
    if piece.has_phrase("crowd") and not piece.is_negated:
        return replace(known, relation="crowd"), "a crowd around"
    return None


def _left_out(scene: WishedScene, known: Adjustments, ids: Sequence[str]) -> Found:
    names = ", ".join(person.names[0] for person in scene.people if person.id in ids)
    return (replace(known, without=tuple(dict.fromkeys([*known.without, *ids]))), f"without {names}") if names else None


def _of_a_person(piece: Piece, scene: WishedScene, known: Adjustments) -> Found:
    """Read what somebody looks like: hair, a beard, clothes, each with its colour.

    Said is what was asked for alone: of what stays beside it the text may have yet to tell.
    """
    person = next(iter(piece.named or scene.people), None)
    if person is None:
        return None
    now = {**person.looks, **{look.field: look.value for look in known.looks if look.person == person.id}}
    look = _hair(piece, now) or _beard(piece) or _clothes(piece, now)
    if look is None:
        return None
    kind, value, said = look
    looks = [one for one in known.looks if (one.person, one.field) != (person.id, kind)]
    return replace(known, looks=(*looks, AdjustedLook(person.id, kind, value))), f"{person.names[0]}: {said}"


Look = tuple[str, str, str] | None
"""A field of looks, what it is now, and what was asked for."""


def _hair(piece: Piece, now: Mapping[str, str]) -> Look:
    if "bald" in piece.words:
        return "hair", "bald", "bald"
    asked = [_LONGER.get(word, word) for word in piece.words if word in _HAIR or word in COLOURS]
    if "hair" not in piece.words or not asked or piece.is_negated:
        return None
    kept = [word for word in now.get("hair", "").split() if word != "hair" and not _excludes(word, asked)]
    return "hair", " ".join([*dict.fromkeys([*asked, *kept]), "hair"]), " ".join([*dict.fromkeys(asked), "hair"])


def _excludes(word: str, asked: Sequence[str]) -> bool:
    """Return whether a word of how hair was cannot stand beside those that are asked for."""
    kinds = (_LENGTHS, COLOURS, {"curly", "straight", "wavy"})
    return word == "bald" or any(word in kind and any(one in kind for one in asked) for kind in kinds)


def _beard(piece: Piece) -> Look:
    noun = next((word for word in piece.words if word in ("beard", "moustache", "mustache", "bearded")), None)
    if {"clean-shaven", "shaven"} & set(piece.words) or (noun and piece.is_negated):
        return "beard", "", "no beard"
    if noun is None:
        return None
    asked = [_LONGER.get(word, word) for word in piece.words if word in _BEARD or word in COLOURS]
    value = " ".join([*dict.fromkeys(asked), "beard" if "beard" in noun else "moustache"])
    return "beard", value, value


def _clothes(piece: Piece, now: Mapping[str, str]) -> Look:
    named = garments(piece.text)
    if not named:
        return None
    pieces = [worn.strip() for worn in now.get("clothes", "").split(",") if worn.strip()]
    kinds = {garment.kind for garment in named}
    kept = [worn for worn in pieces if not kinds & {garment.kind for garment in garments(worn)}]
    if piece.is_negated:
        return "clothes", ", ".join(kept), f"no {', '.join(sorted(kinds))}"
    new = [" ".join(filter(None, [garment.colour, garment.kind])) for garment in named]
    return "clothes", ", ".join([*new, *kept]), ", ".join(new)


def _of_the_scene(piece: Piece, scene: WishedScene, known: Adjustments) -> Found:
    """Read weather, hour, light, mood and distance; what is said in several words counts first.

    Nothing of that is said of somebody's looks: darker hair is no night.
    """
    if _is_of_looks(piece):
        return None
    for asks in (piece.has_phrase, lambda name: piece.asks_for("brightness", name) or piece.asks_for("distance", name)):
        for name, change in (("nearer", 1), ("wider", -1)):
            if asks(name):
                return _moved(scene, known, change)
        for name, hours in (("lighter", HOURS_LIGHTER), ("darker", HOURS_DARKER)):
            if asks(name):
                return _lit(scene, known, hours, name)
    if weather := piece.value("weather"):
        return _weather(weather, piece, scene, known)
    kind = next((kind for kind in ("time_of_day", "light", "mood") if piece.value(kind)), None)
    if kind is None or piece.is_negated:
        return None
    changes: dict[str, Any] = {kind: piece.value(kind)}
    return replace(known, **changes), piece.value(kind)


def _moved(scene: WishedScene, known: Adjustments, change: int) -> Found:
    now = known.distance or (scene.distance if scene.distance in DISTANCES else "medium")
    at = DISTANCES.index(now) + change
    if not 0 <= at < len(DISTANCES):
        return None
    return replace(known, distance=DISTANCES[at]), "seen from nearer" if change > 0 else "seen from farther away"


def _lit(scene: WishedScene, known: Adjustments, hours: Mapping[str, str], asked: str) -> Found:
    now = known.time_of_day or scene.time_of_day
    hour = hours.get(now, "evening" if asked == "darker" else "day")
    return (replace(known, time_of_day=hour), f"{asked}: {hour}") if hour != now else None


def _weather(weather: str, piece: Piece, scene: WishedScene, known: Adjustments) -> Found:
    now = known.weather or scene.weather
    wanted = OPPOSITE.get(weather, "clear") if piece.is_negated else weather
    is_absent = piece.is_negated and now not in (weather, "unknown")
    if wanted == now or is_absent:  # there is no more of it than there is, and no less than nothing
        return None
    return replace(known, weather=wanted), f"weather: {wanted}"


def _of_props(piece: Piece, scene: WishedScene, known: Adjustments) -> Found:
    """Read things that are to be there or not; nothing if the piece asks for more than that."""
    content = [word for word in piece.words if word not in _FILL and word not in _NOT]
    named = words_for_props(content)
    if not named or any(not words_for_props([word]) for word in content):
        return None
    if not piece.is_negated:
        return replace(known, props=tuple(dict.fromkeys([*known.props, *named]))), f"with: {', '.join(named)}"
    unwanted = {PROPS[word] for word in named}
    gone = [prop for prop in scene.props if unwanted & {PROPS[word] for word in words_for_props([prop])}]
    if not gone:
        return None
    return replace(known, no_props=tuple(dict.fromkeys([*known.no_props, *gone]))), f"without: {', '.join(gone)}"


def _is_of_looks(piece: Piece) -> bool:
    return bool(garments(piece.text) or _OF_LOOKS & set(piece.words))
