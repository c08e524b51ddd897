"""What is embedded of a scene, of somebody and of a place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from books.models import Scene, VividPage
    from characters.models import Character, Setting

Kind = Literal["scene", "character", "setting"]
PEOPLE_WORDS = {
    ("female", "child"): "girl",
    ("female", "young"): "girl",
    ("female", "adult"): "woman",
    ("female", "old"): "woman",
    ("male", "child"): "boy",
    ("male", "young"): "lad",
    ("male", "adult"): "man",
    ("male", "old"): "man",
}


@dataclass(frozen=True, slots=True)
class Text:
    """What is embedded of one thing. The digest is hexadecimal."""

    kind: Kind
    target: UUID
    text: str

    @property
    def digest(self) -> str:
        """The same text, the same digest."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def texts_of(vividpage: VividPage) -> Iterator[Text]:
    """Yield everything of a book that has a vector: its scenes, people and places."""
    for scene in vividpage.scenes.select_related("analysis__setting").order_by("number"):
        yield Text("scene", scene.pk, _scene_text(scene))
    for character in vividpage.characters.prefetch_related("changes").order_by("pk"):
        yield Text("character", character.pk, _character_text(character))
    for setting in vividpage.settings_found.order_by("pk"):
        yield Text("setting", setting.pk, _setting_text(setting))


def _scene_text(scene: Scene) -> str:
    """Write the scene itself, and in a line what was seen in it."""
    analysis = getattr(scene, "analysis", None)
    if analysis is None:
        return scene.text
    place = analysis.setting.name if analysis.setting else ""
    conditions = (analysis.place_kind, analysis.time_of_day, analysis.weather, analysis.mood)
    seen = [place, *(word for word in conditions if word != "unknown"), *analysis.props]
    return f"{', '.join(filter(None, seen))}\n{scene.text}"


def _character_text(character: Character) -> str:
    looks = [str(look["value"]) for look in character.looks]
    changes = [change.prompt_modifier for change in character.changes.all()]
    kind = PEOPLE_WORDS.get((character.gender, character.age), "")
    age = character.age if character.age != "unknown" else ""
    return "; ".join(filter(None, [character.name, *character.aliases, f"{age} {kind}".strip(), *looks, *changes]))


def _setting_text(setting: Setting) -> str:
    kind = setting.kind if setting.kind != "unknown" else ""
    return "; ".join(filter(None, [setting.name, kind, setting.description, *setting.keywords]))
