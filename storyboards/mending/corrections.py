"""What a reader may say about a picture that is true of the book, too: each becomes an edit, which can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from characters.editing import EditRefused, scenes
from characters.editing.cast import adding, correcting, removing, replacing
from characters.editing.cast.scopes import Scope
from characters.editing.scenes import CharacterInScene
from characters.models import Character, Setting

if TYPE_CHECKING:
    from accounts.models import User
    from characters.models import Analysis, Edit


class Correction(Protocol):
    """Something that is wrong in the picture of a scene, and what is right."""

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Make the edit. Raises EditRefused."""
        ...


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Somebody is missing in this picture."""

    person: Character

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Add them to those who are seen, in the last place; whoever may be there is there for sure."""
        there = [replace(seen, confidence=None) if seen.character == self.person else seen for seen in _seen(analysis)]
        if self.person not in [seen.character for seen in there]:
            there.append(CharacterInScene(self.person))
        return scenes.set_people(analysis=analysis, people=there, by=by)


@dataclass(frozen=True, slots=True)
class ShowNewPerson:
    """Somebody is missing in this picture whom the book's bible does not know."""

    name: str

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Add them to the book, and then to the picture."""
        adding.add_person(vividpage=analysis.scene.vividpage, name=self.name, by=by)
        name = " ".join(self.name.split())
        person = Character.objects.get(vividpage=analysis.scene.vividpage_id, name=name)
        return ShowPerson(person).make(analysis=analysis, by=by)


@dataclass(frozen=True, slots=True)
class LeaveOutPerson:
    """Somebody is not in this scene."""

    person: Character

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Take them out of this picture."""
        rest = [seen for seen in _seen(analysis) if seen.character != self.person]
        return scenes.set_people(analysis=analysis, people=rest, by=by)


@dataclass(frozen=True, slots=True)
class LeaveOutStranger:
    """Somebody without a name is not in this scene; `words` are what the text calls them."""

    words: str

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Take them out of this picture."""
        staying = [str(row["words"]) for row in analysis.strangers if row["words"] != self.words]
        return scenes.set_people(analysis=analysis, people=_seen(analysis), strangers=staying, by=by)


@dataclass(frozen=True, slots=True)
class NoSuchPerson:
    """Somebody is nobody: a word that was taken for a name."""

    person: Character

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Take them out of the whole book."""
        if self.person.vividpage_id != analysis.scene.vividpage_id:
            raise EditRefused("Nobody of that name is in this book.")
        return removing.remove_person(character=self.person, by=by)


@dataclass(frozen=True, slots=True)
class TakenForAnother:
    """Whoever is taken for `person` is `other`."""

    person: Character
    other: Character
    scope: Scope = "here"

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Put the other in their place."""
        return replacing.replace_person(
            person=self.person, other=self.other, scene=analysis.scene, scope=self.scope, by=by
        )


@dataclass(frozen=True, slots=True)
class IsBeing:
    """Somebody is another kind of being."""

    person: Character
    species: str
    scope: Scope = "everywhere"

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Say so."""
        return correcting.correct_being(
            character=self.person, species=self.species, scene=analysis.scene, scope=self.scope, by=by
        )


@dataclass(frozen=True, slots=True)
class LooksLike:
    """Somebody looks different: `field` is a kind of looks."""

    person: Character
    field: str
    value: str
    scope: Scope = "everywhere"

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Say so."""
        return correcting.correct_look(
            character=self.person,
            field=self.field,
            value=self.value,
            scene=analysis.scene,
            scope=self.scope,
            by=by,
        )


@dataclass(frozen=True, slots=True)
class TellsTheStory:
    """Somebody else is the “I” of the story."""

    person: Character
    scope: Scope = "everywhere"

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Say so."""
        return replacing.set_narrator(character=self.person, scene=analysis.scene, scope=self.scope, by=by)


@dataclass(frozen=True, slots=True)
class AtPlace:
    """The scene plays elsewhere: at a place of the book, or at a kind of place without a name."""

    setting: Setting | None = None
    kind: str = ""

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Move it there."""
        if self.setting is None:
            return scenes.set_place_kind(analysis=analysis, kind=self.kind, by=by)
        return scenes.move_scene(analysis=analysis, setting=self.setting, by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class InLight:
    """Hour, weather or mood are others; what is empty stays."""

    time_of_day: str = ""
    weather: str = ""
    mood: str = ""

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Say so."""
        return scenes.edit_scene(
            analysis=analysis,
            time_of_day=self.time_of_day or None,
            weather=self.weather or None,
            mood=self.mood or None,
            by=by,
        )


@dataclass(frozen=True, slots=True)
class Doing:
    """Something else is done, by somebody who is seen, perhaps to another."""

    deed: str
    actor: Character | None = None
    person: Character | None = None
    thing: str = ""

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Say so."""
        return scenes.set_deed(
            analysis=analysis, deed=self.deed, actor=self.actor, person=self.person, thing=self.thing, by=by
        )


@dataclass(frozen=True, slots=True)
class AtMoment:
    """Another passage of the scene is to be drawn."""

    start: int
    end: int

    def make(self, *, analysis: Analysis, by: User | None) -> Edit | None:
        """Choose it."""
        return scenes.choose_moment(analysis=analysis, start=self.start, end=self.end, by=by)


Scoped = TakenForAnother | IsBeing | LooksLike | TellsTheStory
"""What may hold here, from here on, or in the whole book."""


def with_scope(correction: Scoped, scope: Scope) -> Scoped:
    """Return the same correction for other scenes."""
    return replace(correction, scope=scope)


def scopes_of(correction: Scoped) -> tuple[Scope, ...]:
    """Return how far a correction may go: eyes are the same all their life."""
    is_lasting = isinstance(correction, LooksLike) and correction.field not in correcting.CHANGED_BY
    return ("everywhere",) if is_lasting else ("here", "on", "everywhere")


def _seen(analysis: Analysis) -> list[CharacterInScene]:
    present = analysis.presences.select_related("character").order_by("order")
    return [CharacterInScene(seen.character, seen.pose, seen.action, seen.part, seen.confidence) for seen in present]
