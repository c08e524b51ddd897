"""What the database knows of a scene that its picture shows: of one, or of a whole book in a few queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from books.models import Scene, VividPage
from characters.bible.appearance import Appearance
from characters.bible.queries import appearances_at, appearances_by_scene
from characters.editing.cast.removing import forms_of_nobodies
from characters.models import Analysis, Character
from sketch.styles import Style
from storyboards.models import Picture
from storyboards.pictures.portraits import references_among, references_of
from storyboards.styles.resolving import style_for


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody in a scene, as they look there by now; one who `is_vague` is seen from behind, or far off."""

    character: Character
    appearance: Appearance
    pose: str
    part: str = "present"
    confidence: float | None = None
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class SceneToDraw:
    """A scene of a book, what is seen in it, and who, the most important first.

    It is to be drawn in `style`. `references` are the reference pictures of its people and its place by whose they are,
    those of others too. `names` are all names of everybody in the book.
    """

    vividpage: VividPage
    scene: Scene
    analysis: Analysis
    people: Sequence[ShownPerson]
    style: Style
    references: Mapping[UUID, Picture] = field(default_factory=dict)
    names: Sequence[str] = ()


def facts_of(analysis: Analysis) -> SceneToDraw:
    """Read what is to be drawn of one scene."""
    scene = analysis.scene
    looks = appearances_at(scene)
    seen = {presence.character_id: presence for presence in analysis.presences.all()}
    people = [ShownPerson(c, looks[c], seen[c.pk].pose, seen[c.pk].part, seen[c.pk].confidence) for c in looks]
    targets = [character.pk for character in looks]
    references = references_among([*targets, analysis.setting_id] if analysis.setting_id else targets)
    return SceneToDraw(
        scene.vividpage, scene, analysis, people, style_for(scene.vividpage), references, _names(scene.vividpage)
    )


def facts_of_book(vividpage: VividPage) -> dict[int, SceneToDraw]:
    """Read what is to be drawn of every analysed scene, by its number. Nine queries, however long the book; ten if its
    style is its reader's own."""
    style = style_for(vividpage)
    names = _names(vividpage)
    analyses = Analysis.objects.filter(scene__vividpage=vividpage).select_related("scene", "setting")
    seen = appearances_by_scene(vividpage)
    references = references_of(vividpage)
    return {
        analysis.scene.number: SceneToDraw(
            vividpage,
            analysis.scene,
            analysis,
            [ShownPerson(*shown) for shown in seen.get(analysis.scene.number, ())],
            style,
            references,
            names,
        )
        for analysis in analyses.defer("scene__text", "scene__marks", "scene__searched_words")
    }


def _names(vividpage: VividPage) -> list[str]:
    """Return all names of everybody in a book, and of those who are not, as its reader says."""
    rows = vividpage.characters.values_list("name", "aliases")
    return [*(form for name, aliases in rows for form in (name, *aliases)), *forms_of_nobodies(vividpage.pk)]
