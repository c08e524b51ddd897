"""Keeping the bible true to a text that is written again: what it says by scenes' numbers follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from books.models import Scene
from characters.editing.looks import lock_of
from characters.models import Character, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID


def renumber(*, vividpage_id: UUID, numbers: Mapping[int, int]) -> None:
    """Follow scenes to their new numbers; what was said by scenes that are gone goes, unless the reader said it."""
    scenes = dict(Scene.objects.filter(vividpage=vividpage_id).values_list("number", "pk"))
    people = list(Character.objects.filter(vividpage=vividpage_id))
    for person in people:
        person.scene_numbers = _followed(person.scene_numbers, numbers)
        person.looks = _looks(person, numbers)
        person.first_scene_id = scenes.get(min(person.scene_numbers, default=0))
    Character.objects.bulk_update(people, ["scene_numbers", "looks", "first_scene"], batch_size=200)
    places = list(Setting.objects.filter(vividpage=vividpage_id))
    for place in places:
        place.scene_numbers = _followed(place.scene_numbers, numbers)
        place.first_scene_id = scenes.get(min(place.scene_numbers, default=0))
    Setting.objects.bulk_update(places, ["scene_numbers", "first_scene"], batch_size=200)


def _followed(listed: Iterable[int], numbers: Mapping[int, int]) -> list[int]:
    return sorted(numbers[number] for number in listed if number in numbers)


def _looks(person: Character, numbers: Mapping[int, int]) -> list[dict[str, Any]]:
    """Give looks the numbers of now; 0, which no scene has, is that of what the reader has added."""
    looks: list[dict[str, Any]] = []
    for look in person.looks:
        number = look["scene"]
        if number in numbers or lock_of(look["field"]) in person.locked:
            nearest = max((old for old in numbers if old <= number), default=0)
            looks.append({**look, "scene": numbers.get(nearest, 0)})
    return looks
