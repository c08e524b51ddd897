"""Composing what an artist is asked for, from what the database knows of a scene or a character."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from books.models import Scene, VividPage
from characters.models import Analysis, Character
from characters.queries import Appearance, appearance_at, appearances_at
from providers.images import DepictedPerson, DepictedScene, PictureRequest, ReferenceImage
from providers.styles import style_named
from storyboards import prompts
from storyboards.depiction import PersonFacts, depict_person

PORTRAIT_SIZE = 512
"""Pixels, both ways."""
LOOK_FIELDS = ("hair", "eyes", "skin", "build", "height", "beard", "marks", "clothes")


def scene_request(analysis: Analysis, *, version: int = 1, references: int = 0) -> PictureRequest:
    """The picture of a scene, with the portraits of up to `references` people who are seen in it.

    Each version has a seed of its own, the same whenever it is asked for.
    """
    scene = analysis.scene
    vividpage = scene.vividpage
    style = style_named(vividpage.style)
    width, height = vividpage.picture_size
    looks = appearances_at(scene)
    poses = {presence.character_id: presence.pose for presence in analysis.presences.all()}
    return PictureRequest(
        prompt=prompts.scene_prompt(seen=analysis.prompt, style=style, instructions=vividpage.custom_instructions),
        negative_prompt=style.negative_prompt,
        width=width,
        height=height,
        seed=seed_of(vividpage, f"scene {scene.number} version {version}"),
        style=style.key,
        scene=DepictedScene(
            place=analysis.place_kind,
            place_key=analysis.setting.name if analysis.setting else "",
            indoors=analysis.indoors,
            time_of_day=analysis.time_of_day,
            weather=analysis.weather,
            mood=analysis.mood,
            people=tuple(_person(character, looks[character], poses[character.pk]) for character in looks),
            props=tuple(analysis.props),
        ),
        references=_portraits(looks, most=references),
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
        scene=DepictedScene(people=(_person(character, appearance, "standing"),)),
        portrait=True,
    )


def seed_of(vividpage: VividPage, what: str) -> int:
    """A seed below 2³¹ that is the same for the same book and the same picture of it, on any machine."""
    digest = hashlib.sha256(f"{vividpage.epub_sha256} {what}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def _portraits(characters: Iterable[Character], *, most: int) -> tuple[ReferenceImage, ...]:
    """The portraits that there are of these people, the most important first."""
    drawn = [character for character in characters if character.portrait][:most]
    return tuple(_reference(character) for character in drawn)


def _reference(character: Character) -> ReferenceImage:
    with character.portrait.open("rb") as file:
        return ReferenceImage(character.name, file.read(), "image/webp")


def _person(character: Character, appearance: Appearance, pose: str) -> DepictedPerson:
    return depict_person(
        PersonFacts(
            key=f"{character.vividpage.epub_sha256}:{character.name}",
            name=character.name,
            gender=character.gender,
            age=character.age,
            looks={field: appearance.get(field) for field in LOOK_FIELDS},
            changes=[modifier for _, modifier in appearance.changes],
            pose=pose,
        )
    )
