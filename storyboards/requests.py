"""Composing what an artist is asked for, from what the database knows of a scene or a character."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from books.models import Scene, VividPage
from characters.appearance import LOOK_ORDER, Appearance
from characters.models import Analysis, Character
from characters.queries import appearance_at
from providers.images import DepictedPerson, DepictedScene, PictureRequest, ReferenceImage
from providers.styles import style_named
from storyboards import prompts
from storyboards.depiction import PersonFacts, depict_person
from storyboards.facts import SceneFacts, ShownPerson

PORTRAIT_SIZE = 512
"""Pixels, both ways."""
LOOK_FIELDS = ("hair", "eyes", "skin", "build", "height", "beard", "marks", "clothes")


def scene_request(facts: SceneFacts, *, version: int = 1, references: int = 0) -> PictureRequest:
    """The picture of a scene, with the portraits of up to `references` people who are seen in it.

    Each version has a seed of its own, the same whenever it is asked for.
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
        style=style.key,
        scene=_depicted(facts),
        references=tuple(_reference(character) for character in _referred(facts, most=references)),
    )


def digest_of(facts: SceneFacts, *, references: int = 0) -> str:
    """64 hexadecimal digits that differ once the scene would be drawn otherwise.

    Its words, the depicted scene and the reference pictures count. No file is read: a portrait is known by its name.
    """
    portraits = [character.portrait.name for character in _referred(facts, most=references)]
    parts = [_prompt(facts), asdict(_depicted(facts)), portraits]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _prompt(facts: SceneFacts) -> str:
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


def _depicted(facts: SceneFacts) -> DepictedScene:
    analysis = facts.analysis
    return DepictedScene(
        place=analysis.place_kind,
        place_key=analysis.setting.name if analysis.setting else "",
        indoors=analysis.indoors,
        time_of_day=analysis.time_of_day,
        weather=analysis.weather,
        mood=analysis.mood,
        people=tuple(_person(facts.vividpage, shown.character, shown.appearance, shown.pose) for shown in facts.people),
        props=tuple(analysis.props),
    )


def portrait_request(character: Character, first_scene: Scene) -> PictureRequest:
    """A character's reference picture, as they look when they first appear."""
    vividpage = character.vividpage
    style = style_named(vividpage.style)
    appearance = appearance_at(character, first_scene)
    return PictureRequest(
        prompt=prompts.portrait_prompt(
            name=character.name,
            appearance=appearance.prompt,
            style=style,
            instructions=vividpage.custom_instructions,
        ),
        negative_prompt=style.negative_prompt,
        width=PORTRAIT_SIZE,
        height=PORTRAIT_SIZE,
        seed=seed_of(vividpage, f"portrait {character.name}"),
        style=style.key,
        scene=DepictedScene(people=(_person(vividpage, character, appearance, "standing"),)),
        portrait=True,
    )


def seed_of(vividpage: VividPage, what: str) -> int:
    """A seed below 2³¹ that is the same for the same book and the same picture of it, on any machine."""
    digest = hashlib.sha256(f"{vividpage.epub_sha256} {what}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def reference_count(facts: SceneFacts, *, most: int) -> int:
    """How many reference pictures go with the request."""
    return len(_referred(facts, most=most))


def _referred(facts: SceneFacts, *, most: int) -> list[Character]:
    """Those whose portraits go with the request: of the people who have one, the most important."""
    return [shown.character for shown in facts.people if shown.character.portrait][:most]


def _reference(character: Character) -> ReferenceImage:
    with character.portrait.open("rb") as file:
        return ReferenceImage(character.name, file.read(), "image/webp")


def _person(vividpage: VividPage, character: Character, appearance: Appearance, pose: str) -> DepictedPerson:
    return depict_person(
        PersonFacts(
            key=f"{vividpage.epub_sha256}:{character.name}",
            name=character.name,
            gender=character.gender,
            age=character.age,
            looks={field: appearance.get(field) for field in LOOK_FIELDS},
            changes=[modifier for _, modifier in appearance.changes],
            pose=pose,
        )
    )
