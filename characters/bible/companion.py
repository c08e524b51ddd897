"""“Who is this?” beside the page that is read: those in a scene, and what has been told of them up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from analysts.bible import Look
from characters.bible.appearance import LOOK_ORDER, appearance_of
from characters.bible.cast import monogram
from characters.bible.story_so_far import KnownName, StorySoFar, known_looks
from characters.models import Character, CharacterChange, Presence

if TYPE_CHECKING:
    from books.models import Scene


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody in a scene: what they look like there, what they do, and in how many scenes they were met by then.

    `is_seen` is False for those who are only named; `first` is the number of the scene in which they were met.
    """

    character: Character
    called: KnownName
    monogram: str
    looks: list[str]
    changes: list[str]
    action: str
    scenes: int
    first: int
    is_seen: bool


def people_in(scene: Scene, story: StorySoFar) -> list[Here]:
    """Return those who are seen in a scene, the most important first, and then those who are only named.

    It takes three queries.
    """
    presences = list(Presence.objects.filter(analysis_id=scene.pk).order_by("order"))
    actions = {presence.character_id: presence.action for presence in presences}
    order = {presence.character_id: presence.order for presence in presences}
    in_force = CharacterChange.objects.filter(scene__number__lte=scene.number).filter(
        Q(until=None) | Q(until__number__gt=scene.number)
    )
    characters = Character.objects.filter(
        Q(pk__in=list(order)) | Q(scene_numbers__contains=[scene.number]), vividpage_id=scene.vividpage_id
    ).prefetch_related(Prefetch("changes", in_force.order_by("scene__number")))
    met = [
        here
        for character in characters
        if (here := _here(character, scene, story, action=actions.get(character.pk))) is not None
    ]
    return sorted(met, key=lambda here: (order.get(here.character.pk, len(order)), -here.scenes, here.called.name))


def _here(character: Character, scene: Scene, story: StorySoFar, *, action: str | None) -> Here | None:
    """Show somebody of a scene; `action` is None for those who are not seen in it."""
    called = story.person(character, is_seen=action is not None)
    if called is None:
        return None
    looks = [Look(**look) for look in known_looks(character.looks, scene.number)]  # type: ignore[arg-type]
    changes = [(change.type, change.prompt_modifier) for change in character.changes.all()]
    appearance = appearance_of(looks, changes, scene=scene.number)
    numbers = sorted({scene.number, *(number for number in character.scene_numbers if number <= scene.number)})
    return Here(
        character=character,
        called=called,
        monogram=monogram(called.name) if called.is_named else "?",
        looks=[phrase for field in LOOK_ORDER if (phrase := appearance.get(field))],
        changes=[modifier for _, modifier in appearance.changes],
        action=action or "",
        scenes=len(numbers),
        first=numbers[0],
        is_seen=action is not None,
    )
