"""Places that are one thing in one scene and another in the next."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from characters.continuity.inconsistency import Inconsistency, Mend, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from characters.continuity.facts import BookFacts, PlaceFacts, SceneFacts

_ALIKE = (
    {"room", "kitchen", "library", "tavern", "castle", "church"},
    {"sea", "beach", "river", "ship"},
    {"forest", "field", "mountain", "road", "garden", "village", "river", "swamp"},
    {"village", "street", "road", "castle"},
    {"mountain", "cave", "desert"},
)
"""Kinds that one place may well show in turn: a road through a village, a kitchen of a castle."""


def change_their_nature(book: BookFacts) -> Iterator[Inconsistency]:
    """Find places of one name that are indoors here and outdoors there, or a ship here and a church there."""
    by_place: dict[str, list[SceneFacts]] = defaultdict(list)
    for scene in book.scenes:
        if scene.place is not None and scene.is_analysed:
            by_place[scene.place].append(scene)
    for place in book.places:
        scenes = by_place[place.id]
        inside = [scene.number for scene in scenes if scene.indoors]
        outside = [scene.number for scene in scenes if not scene.indoors]
        if inside and outside:
            yield _in_and_out(place, inside, outside)
        elif kinds := _of_two_kinds(place, scenes):
            yield kinds


def _in_and_out(place: PlaceFacts, inside: list[int], outside: list[int]) -> Inconsistency:
    return Inconsistency(
        "place-indoors",
        "warning",
        f"{place.name} is indoors in {listed(inside)} and outdoors in {listed(outside)}.",
        (place.id,),
        scene=min(inside, outside, key=len)[0],
        place=place.id,
        mends=(
            Mend("place", "Mark it as indoors", {"place": place.id, "indoors": True}),
            Mend("place", "Mark it as outdoors", {"place": place.id, "indoors": False}),
        ),
    )


def _of_two_kinds(place: PlaceFacts, scenes: Sequence[SceneFacts]) -> Inconsistency | None:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for scene in scenes:
        if scene.place_kind != "unknown":
            by_kind[scene.place_kind].append(scene.number)
    if len(by_kind) < 2 or any(by_kind.keys() <= alike for alike in _ALIKE):
        return None
    kinds = sorted(by_kind, key=lambda kind: (-len(by_kind[kind]), kind))
    kinds_in_words = " and ".join(f"a {kind} in {listed(by_kind[kind])}" for kind in kinds)
    return Inconsistency(
        "place-kind",
        "note",
        f"{place.name} is {kinds_in_words}.",
        (place.id, *sorted(kinds)),
        scene=by_kind[kinds[-1]][0],
        place=place.id,
        mends=tuple(Mend("place", f"Mark it as a {kind}", {"place": place.id, "kind": kind}) for kind in kinds),
    )
