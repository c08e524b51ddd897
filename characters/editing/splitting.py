"""One that is two: some names, some scenes, or both become somebody else's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from books.models import Scene
from characters.editing import EditRefused
from characters.editing.journal import Journal, fresh, recorded
from characters.editing.merging import first_scene
from characters.editing.renaming import clean_aliases, clean_name
from characters.models import Character, CharacterChange, Edit, Presence, Quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from accounts.models import User


def split_person(
    *, character: Character, name: str, by: User | None, aliases: Sequence[str] = (), scenes: Collection[int] = ()
) -> Edit | None:
    """Make somebody else, called `name`, of those other names and of the scenes of those numbers.

    A scene also goes to the new one if its text calls somebody by a name that goes, and by none that stays. With a
    scene go who is seen and who speaks in it, the looks it tells and the changes that begin in it.
    Raises EditRefused if nothing would go, if a name or scene is not this person's, or if `name` is taken.
    """
    with recorded(vividpage_id=character.vividpage_id, by=by, kind="split") as journal:
        person = fresh(character)
        strangers = [alias for alias in aliases if alias not in person.aliases]
        if strangers:
            raise EditRefused(f"{person.name} is not called “{strangers[0]}”.")
        name = clean_name(Character, person.vividpage_id, name)
        own = _scenes_of(person)
        missing = sorted(set(scenes) - set(own))
        if missing:
            raise EditRefused(f"{person.name} is not in scene {missing[0]}.")
        if not aliases and not scenes:
            raise EditRefused("Choose the names or the scenes to split off.")
        going = [*aliases, name]
        staying = [person.name, *(alias for alias in person.aliases if alias not in going)]
        numbers = sorted({*scenes, *_scenes_naming(own, going, staying)})
        journal.summary = f"{name} is split off from {person.name}"
        _move(journal, person, _newcomer(journal, person, name, aliases, numbers, own), numbers, staying)
    return journal.edit


def _newcomer(
    journal: Journal, person: Character, name: str, aliases: Sequence[str], numbers: list[int], own: dict[int, Scene]
) -> Character:
    forms = _pattern([name, *aliases])
    mentions = sum(len(forms.findall(own[number].text)) for number in numbers)
    newcomer = Character(
        vividpage_id=person.vividpage_id,
        name=name,
        aliases=clean_aliases(aliases, name=name),
        gender=person.gender,
        age=person.age,
        species=person.species,
        is_clothed=person.is_clothed,
        role="minor",
        mentions=min(mentions, person.mentions),
        looks=[look for look in person.looks if look["scene"] in numbers],
        scene_numbers=numbers,
        first_scene=first_scene(person.vividpage_id, numbers),
        locked=["name", "aliases"],
    )
    journal.add(newcomer)
    return newcomer


def _move(journal: Journal, person: Character, newcomer: Character, numbers: list[int], staying: list[str]) -> None:
    journal.change(Presence.objects.filter(character=person, analysis__scene__number__in=numbers), character=newcomer)
    journal.change(Quote.objects.filter(speaker=person, scene__number__in=numbers), speaker=newcomer)
    journal.change(CharacterChange.objects.filter(character=person, scene__number__in=numbers), character=newcomer)
    left = [number for number in person.scene_numbers if number not in numbers]
    journal.change(
        person,
        aliases=clean_aliases(staying, name=person.name),
        mentions=person.mentions - newcomer.mentions,
        looks=[look for look in person.looks if look["scene"] not in numbers],
        scene_numbers=left,
        first_scene=first_scene(person.vividpage_id, left),
    )
    journal.lock(person, "name", "aliases")


def _scenes_of(person: Character) -> dict[int, Scene]:
    """Return the scenes that name or show somebody, or in which they speak, by number."""
    seen = Scene.objects.filter(vividpage=person.vividpage_id)
    scenes = (
        seen.filter(number__in=person.scene_numbers)
        | seen.filter(analysis__presences__character=person)
        | seen.filter(quotes__speaker=person)
    )
    return {scene.number: scene for scene in scenes.distinct().order_by("number")}


def _scenes_naming(scenes: dict[int, Scene], going: Sequence[str], staying: Sequence[str]) -> list[int]:
    """Return the scenes that call somebody by a name that goes and by none that stays."""
    forms = _pattern([*going, *staying])  # together: “Jim” that goes is not the “Jim” of a “Jim Hawkins” that stays
    called = {number: set(forms.findall(scene.text)) for number, scene in scenes.items()}
    return [number for number, names in called.items() if names & set(going) and not names & set(staying)]


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
