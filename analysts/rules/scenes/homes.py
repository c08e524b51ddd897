"""Find houses that have names (Green Gables, Baker Street), and which of them the rooms of a scene belong to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.places import CITIES
from analysts.lexicon.titles import ABBREVIATED
from analysts.rules.scenes.places import Whereabouts, head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysts.text.blocks import SceneBlock
    from analysts.vocabulary import PlaceKind
    from books.text.content import ChapterText

_NAME = r"(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of (?=[A-Z]))){0,3})"
_SITED = re.compile(
    rf"\b(?P<how>[Aa]t|[Ii]n|[Tt]o|[Ii]nto|[Rr]eached|[Ee]ntered|[Ll]eft|[Nn]ear) (?P<the>the |old )?[“‘\"]?{_NAME}"
)
_HOUSEHOLD = re.compile(
    r"\b(?:house|estate|guests?|drawing-room|dining|dined?|grounds|hall|walls|home|visit\w*|stay\w*|library|gates?"
    r"|housekeeper|garden|family|windows?|master of)\b"
)
_TOWNLY = re.compile(
    r"\b(?:town|village|city|station|train|army|regiment|troops|battle|corps|headquarters|streets|railway|port|garrison"
    r"|university|post|inn)\b"
)
_AROUND = 70
_LIKE = 0.1
_COMES_TO = frozenset({"at", "in", "into", "reached", "entered"})
_HOUSES = words(
    "gables house hall manor lodge cottage grange abbey castle park court inn priory towers villa rectory parsonage "
    "vicarage mansion palace hotel beeches end"
)
_STREETS = words("street square place terrace crescent row gardens lane avenue")
_GRAND = words("hall manor castle palace abbey court towers priory")
_NO_HOUSES = words("The This That Heaven God Sunday Christmas Easter Court Lane End Hall House")
_ROOMS: frozenset[PlaceKind] = frozenset({"room", "kitchen", "library", "garden"})
_WHOLE = words("house home room rooms lodgings building mansion manor")
"""Nouns that stand for the house itself."""
_ABROAD = words(
    "school schoolroom school-room classroom prison cell gaol jail hotel station office church cabin log-house "
    "hospital theatre theater stable barn mill factory courtroom workhouse shop porch verandah stockade cottage hut"
)
"""What may be anywhere, or is a house of its own."""
_LEAST_AT, _LEAST_NAMED, _LEAST_STREET = 3, 3, 6
_HOUSE_OF_THE_BOOK = 0.2
"""Part of the scenes that play in the house in which everything is at home."""
_FAR = 6
"""Scenes after which a house that nothing has named again may have been left."""


def find_homes(blocks: Sequence[SceneBlock], people: Iterable[str]) -> dict[str, PlaceKind]:
    """Find the named houses of a book: where the story is "at", rather than "in" as in a town."""
    taken = {p.removeprefix("the ") for p in people}
    at: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    every: Counter[str] = Counter()
    like: Counter[str] = Counter()
    for block in blocks:
        for m in _SITED.finditer(block.text):
            name, how = _bare(m["name"]), m["how"].lower()
            if name != m["name"] or name.lower() in ABBREVIATED:
                continue
            every[name] += 1
            at[name] += how == "at" and not m["the"]
            inside[name] += how == "in"
            around = block.text[max(0, m.start() - _AROUND) : m.end() + _AROUND]
            like[name] += bool(_HOUSEHOLD.search(around)) - 2 * bool(_TOWNLY.search(around))
    homes: dict[str, PlaceKind] = {}
    for name, count in every.items():
        last = name.split()[-1].lower()
        named = len(name.split()) > 1 and last in _HOUSES and count >= _LEAST_NAMED
        street = len(name.split()) > 1 and last in _STREETS and count >= _LEAST_STREET
        sited = at[name] >= _LEAST_AT and at[name] > 3 * inside[name] and like[name] >= _LIKE * count
        if (named or street or sited) and name not in taken | CITIES | _NO_HOUSES:
            homes[name] = "castle" if last in _GRAND else "room"
    return homes


def _bare(name: str) -> str:
    return re.sub(r"[’']s?$", "", name)


def at_home(
    settings: Mapping[int, Whereabouts],
    chapters: Sequence[ChapterText],
    blocks: Mapping[int, Sequence[SceneBlock]],
    homes: Mapping[str, PlaceKind],
) -> dict[int, Whereabouts]:
    """Give the settings with the houses that their rooms belong to: "Green Gables", "the kitchen at Green Gables".

    A house is carried on over scenes that stay indoors, until the text names another or goes out into the world.
    "The kitchen" of a book that knows one kitchen is that kitchen wherever it comes up.
    """
    result = dict(settings)
    if not homes:
        return result
    home, since = "", 0
    for chapter in chapters:
        for scene in chapter.scenes:
            here = settings[scene.number]
            named = _named_in(blocks[scene.number], homes)
            since = 0 if named else since + 1
            home = named or (home if since <= _FAR and here.kind in _ROOMS | {"castle"} else "")
            if home:
                result[scene.number] = _placed(here, home, homes[home])
    return _the_only_ones(result)


def _named_in(blocks: Sequence[SceneBlock], homes: Mapping[str, PlaceKind]) -> str:
    """Return the house to which the narration of a scene comes, or in which it is."""
    votes: Counter[str] = Counter()
    for block in blocks:
        for span in block.narration:
            for m in _SITED.finditer(block.text, *span):
                name = _bare(m["name"])
                if name in homes and m["how"].lower() in _COMES_TO:
                    votes[name] += 1
    return votes.most_common(1)[0][0] if votes else ""


def _placed(here: Whereabouts, home: str, kind: PlaceKind) -> Whereabouts:
    """Place a setting within a house: the house itself for "the house" and "the room", else the room at the house."""
    if here.name is None or here.name[:1].isupper():
        return here
    noun = head_of(here.name)
    if here.kind not in _ROOMS or noun in _ABROAD:
        return here
    if noun in _WHOLE:
        return Whereabouts(home, kind, True)
    return replace(here, name=f"{here.name} at {home}")


def _the_only_ones(settings: Mapping[int, Whereabouts]) -> dict[int, Whereabouts]:
    """Place "the kitchen" as "the kitchen at Green Gables" where that is the only one, in the house of the book."""
    full: dict[str, set[str]] = {}
    scenes: Counter[str] = Counter()
    for setting in settings.values():
        room, _, house = (setting.name or "").partition(" at ")
        scenes[house or room] += 1
        if house:
            full.setdefault(room, set()).add(f"{room} at {house}")
    full = {
        room: names
        for room, names in full.items()
        if any(scenes[n.partition(" at ")[2]] >= _HOUSE_OF_THE_BOOK * len(settings) for n in names)
    }
    return {
        n: replace(s, name=next(iter(full[s.name]))) if s.name in full and len(full[s.name]) == 1 else s
        for n, s in settings.items()
    }
