"""Composing what an artist is asked for, from what the database knows of a scene, a person or a place."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from characters.bible.appearance import LOOK_ORDER, Appearance
from characters.bible.queries import appearance_at
from providers.interfaces.images import PictureRequest, ReferenceImage
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import style_named
from storyboards.pictures.portraits import references_among
from storyboards.requests import prompts
from storyboards.requests.depiction import PersonAtScene, depict_person

if TYPE_CHECKING:
    from books.models import Scene, VividPage
    from characters.models import Analysis, Character, Setting
    from storyboards.models import PictureVersion
    from storyboards.requests.facts import SceneToDraw, ShownPerson

REFERENCE_SIZE = 512
"""Pixels of a reference picture, both ways."""
MEDIA_TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}
LOOK_FIELDS = ("hair", "eyes", "skin", "build", "height", "beard", "marks", "clothes")


def scene_request(facts: SceneToDraw, *, version: int = 1, references: int = 0) -> PictureRequest:
    """Compose the request for a scene, with up to `references` pictures of its people and its place.

    Each version has a seed and a take of its own, the same whenever it is asked for.
    """
    vividpage = facts.vividpage
    style = style_named(vividpage.style)
    width, height = vividpage.picture_size
    return PictureRequest(
        prompt=_prompt(facts),
        negative_prompt=style.negative_prompt,
        width=width,
        height=height,
        seed=seed_of(vividpage, f"scene {facts.scene.number} version {version}"),
        take=version,
        style=style.key,
        scene=_depicted(facts),
        references=tuple(_reference(name, version) for name, version in _referred(facts, most=references)),
    )


def digest_of(facts: SceneToDraw, *, references: int = 0) -> str:
    """Return 64 hexadecimal digits that differ once the scene would be drawn differently.

    Its words, the depicted scene and the reference pictures count. No file is read: a picture is known by its name.
    """
    pictures = [version.image.name for _, version in _referred(facts, most=references)]
    parts = [_prompt(facts), repr(_depicted(facts)), pictures]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _prompt(facts: SceneToDraw) -> str:
    analysis = facts.analysis
    setting = analysis.setting
    return prompts.scene_prompt(
        seen=_seen(analysis),
        people=[_prompt_person(shown) for shown in facts.people],
        place=prompts.PromptPlace(
            name=setting.name if setting else "",
            description=setting.description if setting else "",
            keywords=tuple(setting.keywords) if setting else (),
            indoors=analysis.indoors,
            time_of_day=analysis.time_of_day,
            weather=analysis.weather,
            mood=analysis.mood if "mood" in analysis.locked else "",  # what was seen tells of it already
        ),
        style=style_named(facts.vividpage.style),
        instructions=facts.vividpage.custom_instructions,
    )


def _seen(analysis: Analysis) -> str:
    """A moment in the reader's words goes before what the analysis saw."""
    if "moment" in analysis.locked and analysis.moment:
        return analysis.moment
    return analysis.prompt or analysis.moment or analysis.summary


def _prompt_person(shown: ShownPerson) -> prompts.PromptPerson:
    character, appearance = shown.character, shown.appearance
    worn = [phrase for field in LOOK_ORDER for phrase in appearance.looks.get(field, ())]
    return prompts.PromptPerson(
        names=(character.name, *character.aliases),
        looks=(*worn, *(modifier for _, modifier in appearance.changes)),
        gender=character.gender,
        age=character.age,
    )


def _depicted(facts: SceneToDraw) -> DepictedScene:
    analysis = facts.analysis
    return DepictedScene(
        place=analysis.place_kind,
        place_key=_key_in(facts, analysis.setting) if analysis.setting else "",
        indoors=analysis.indoors,
        time_of_day=analysis.time_of_day,
        weather=analysis.weather,
        mood=analysis.mood,
        people=tuple(
            _person(facts.vividpage, _key_in(facts, shown.character), shown.character, shown.appearance, shown.pose)
            for shown in facts.people
        ),
        props=tuple(analysis.props),
    )


def person_request(character: Character, first_scene: Scene, *, wish: str = "") -> PictureRequest:
    """Compose a person's reference picture, as they look at first. `wish`: what was wrong with one before."""
    vividpage = character.vividpage
    style = style_named(vividpage.style)
    appearance = appearance_at(character, first_scene)
    key = _key(character, _variant_of(character))
    return PictureRequest(
        prompt=prompts.portrait_prompt(
            name=character.name,
            appearance=appearance.prompt,
            style=style,
            instructions=vividpage.custom_instructions,
            wish=wish,
        ),
        negative_prompt=style.negative_prompt,
        width=REFERENCE_SIZE,
        height=REFERENCE_SIZE,
        seed=seed_of(vividpage, f"portrait {key}"),
        take=_variant_of(character) + 1,
        style=style.key,
        scene=DepictedScene(people=(_person(vividpage, key, character, appearance, "standing"),)),
        portrait=True,
    )


def place_request(setting: Setting, *, wish: str = "") -> PictureRequest:
    """Compose a place's reference picture: by day, with nobody there. `wish`: what was wrong with one before."""
    vividpage = setting.vividpage
    style = style_named(vividpage.style)
    key = _key(setting, _variant_of(setting))
    place = prompts.PromptPlace(
        name=setting.name, description=setting.description, keywords=tuple(setting.keywords), indoors=setting.indoors
    )
    return PictureRequest(
        prompt=prompts.place_prompt(place=place, style=style, instructions=vividpage.custom_instructions, wish=wish),
        negative_prompt=style.negative_prompt,
        width=REFERENCE_SIZE,
        height=REFERENCE_SIZE,
        seed=seed_of(vividpage, f"view {key}"),  # the word of the first books: their places keep their seeds
        take=_variant_of(setting) + 1,
        style=style.key,
        scene=DepictedScene(
            place=setting.kind, place_key=key, indoors=setting.indoors, time_of_day="day", weather="clear"
        ),
    )


def seed_of(vividpage: VividPage, what: str) -> int:
    """A seed below 2³¹ that is the same for the same book and the same picture of it, on any machine."""
    digest = hashlib.sha256(f"{vividpage.identity} {what}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def reference_count(facts: SceneToDraw, *, most: int) -> int:
    """Count the reference pictures that go with the request."""
    return len(_referred(facts, most=most))


def _referred(facts: SceneToDraw, *, most: int) -> list[tuple[str, PictureVersion]]:
    """The names and pictures that go with the request: of the people, the most important first, then of the place."""
    setting = facts.analysis.setting
    rows: list[Character | Setting] = [*(shown.character for shown in facts.people), *([setting] if setting else [])]
    pictures = ((row.name, facts.references.get(row.pk)) for row in rows)
    return [(name, picture.shown) for name, picture in pictures if picture and picture.shown][:most]


def _reference(name: str, version: PictureVersion) -> ReferenceImage:
    with version.image.open("rb") as file:
        return ReferenceImage(name, file.read(), MEDIA_TYPES[str(version.image.name).rpartition(".")[2]])


def _key_in(facts: SceneToDraw, row: Character | Setting) -> str:
    picture = facts.references.get(row.pk)
    return _key(row, picture.variant if picture else 0)


def _key(row: Character | Setting, variant: int) -> str:
    """What artists know somebody or a place by: each draught has another key, and so leaves other things open."""
    return f"{row.name} {variant}" if variant else row.name


def _variant_of(row: Character | Setting) -> int:
    picture = references_among([row.pk]).get(row.pk)
    return picture.variant if picture else 0


def _person(vividpage: VividPage, key: str, character: Character, appearance: Appearance, pose: str) -> DepictedPerson:
    return depict_person(
        PersonAtScene(
            key=f"{vividpage.identity}:{key}",
            name=character.name,
            gender=character.gender,
            age=character.age,
            looks={field: appearance.get(field) for field in LOOK_FIELDS},
            changes=[modifier for _, modifier in appearance.changes],
            pose=pose,
        )
    )
