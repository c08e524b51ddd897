"""How the people of a moment stand to one another: the deed's own relation, made closer by tools and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.moments.showing import SHOWINGS
from analysts.vocabulary import PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.frames import Frame
    from analysts.prose.moments.chapter import ReadSentence
    from analysts.prose.moments.moment import Figure
    from analysts.vocabulary import DeedKind, PlaceKind, Relation

_SWORDS = words("sword cutlass sabre rapier dagger knife blade axe spear lance bayonet dirk tomahawk")
_GUNS = words("gun pistol musket rifle revolver cannon shot bullet shotgun")
_WINDOWS = words("window casement pane")
_BEDS = words("bed bedside pillow couch hammock cradle")
_TABLES = words("table supper dinner breakfast meal tea board")
_LOOSE: frozenset[Relation] = frozenset({"unknown", "beside", "facing"})
_STILL: frozenset[DeedKind] = frozenset({"sitting", "eating", "drinking", "talking", "playing", "smoking"})
_WATCHING: frozenset[DeedKind] = frozenset({"looking", "listening"})
_MARCHING: frozenset[DeedKind] = frozenset({"walking", "following", "leading", "riding"})


def relation_of(
    window: Sequence[ReadSentence],
    key: Frame,
    people: Sequence[Being],
    other: Being | None,
    place: PlaceKind,
    *,
    is_crowd: bool,
) -> Relation:
    """Return the relation of a moment's people: first the actor's to `other`, to whom the deed is done.

    `is_crowd` says that there are many of whom nobody is told one by one.
    """
    nouns = {token.lemma for read in window for token in read.tree.tokens if token.tag.startswith("NN")}
    if key.deed == "fighting":
        return _armed(nouns)
    own = SHOWINGS[key.deed].relation
    if other is not None and own not in _LOOSE:
        return own
    if is_crowd:
        return "procession" if key.deed in _MARCHING else "crowd"
    if len(people) < 2:
        return _by_oneself(key, people, nouns)
    return _together(key, nouns, place)


def makes_crowd(figure: Figure) -> bool:
    """Say whether somebody is so many that they fill a place: of those whom only the moment knows, who act."""
    being = figure.being
    is_many = being.is_group and being.species in PERSONLIKE  # those whom nobody names are people
    return is_many and (not being.is_local or figure.part == "actor")


def _armed(nouns: set[str]) -> Relation:
    if nouns & _GUNS:
        return "fighting with guns"
    return "fighting with swords" if nouns & _SWORDS else "fighting with fists"


def _by_oneself(key: Frame, people: Sequence[Being], nouns: set[str]) -> Relation:
    if not people:
        return "unknown"
    if nouns & _WINDOWS and key.deed in _WATCHING | {"standing", "sitting"}:
        return "alone at a window"
    own = SHOWINGS[key.deed].relation
    alone = {"riding", "driving", "rowing", "swimming", "flying", "climbing", "falling", "asleep", "writing", "working"}
    return own if own in alone or own in ("lying dead", "making music", "eating", "fleeing") else "alone"


def _together(key: Frame, nouns: set[str], place: PlaceKind) -> Relation:
    own = SHOWINGS[key.deed].relation
    if nouns & _BEDS and (key.deed in ("sitting", "standing", "tending", "lying") or place == "bedroom"):
        return "at a bedside"
    if nouns & _TABLES and key.deed in _STILL:
        return "seated at a table"
    return own if own in ("facing", "dancing", "eating", "making music", "working") else "beside"
