"""Who speaks where, and with which face."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Character, Quote
from storyboards.illustrated.building import illustrated_book
from storyboards.talk.faces import SIDE, face_of, have_faces
from storyboards.talk.turns import turns_in
from storyboards.tests.making import add_version, encoded, hide

if TYPE_CHECKING:
    from accounts.models import User

TEXT = (
    "“Go,” said Anne angrily. “At once.”\n\n"
    "“I will,” said Tom, and smiled.\n\n"
    "“Who is there?”\n\n"
    "“Just me,” said Tom.\n\n"
    "“Only I,” he said, “and nobody else.”"
)


@pytest.fixture
def scene(reader: User) -> Scene:
    vividpage = make_vividpage(owner=reader, title="Talk", style="storybook", image_model="sketch")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    return Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text=TEXT, word_count=30)


def person(scene: Scene, name: str, **fields: object) -> Character:
    return Character.objects.create(vividpage=scene.vividpage, name=name, scene_numbers=[1], **fields)


def say(scene: Scene, speaker: Character | None, *words: str, confidence: float | None = 0.99) -> None:
    for said in words:
        start = scene.text.index(said)
        Quote.objects.create(
            scene=scene, start=start, end=start + len(said), text=said, speaker=speaker, confidence=confidence
        )


def scenes_of(vividpage: VividPage) -> list[object]:
    return list(illustrated_book(vividpage).chapters[0].scenes)


def test_a_turn_begins_where_somebody_else_begins_to_speak(scene: Scene) -> None:
    anne, tom = person(scene, "Anne"), person(scene, "Tom")
    say(scene, anne, "Go,", "At once.")
    say(scene, tom, "I will,")
    say(scene, tom, "Who is there?", confidence=0.4)
    say(scene, tom, "Just me,", "Only I,", "and nobody else.")

    turns = turns_in(illustrated_book(scene.vividpage).chapters[0].scenes)[scene.pk]

    assert {at: (turn.speaker.name, turn.manner) for at, turn in turns.items()} == {
        0: ("Anne", "angry"),
        1: ("Tom", "joyful"),
        3: ("Tom", "speaking"),  # after words of which nobody knows who says them
    }


def test_the_built_in_artist_draws_everybodys_face_as_they_look_and_speak(scene: Scene) -> None:
    anne = person(scene, "Anne", looks=[{"field": "hair", "value": "long red hair", "sentence": "", "scene": 1}])

    calm, angry = (face_of(character=anne, scene=scene, manner=manner) for manner in ("speaking", "angry"))

    assert have_faces(scene.vividpage, [anne.pk]) == {anne.pk}
    assert calm is not None
    assert angry is not None
    assert calm.digest != angry.digest
    assert calm == face_of(character=anne, scene=scene, manner="speaking")
    assert Image.open(io.BytesIO(calm.data)).size == (SIDE, SIDE)
    anne.looks = [{"field": "hair", "value": "short white hair", "sentence": "", "scene": 1}]
    anne.save()
    assert face_of(character=anne, scene=scene, manner="speaking") != calm


def test_a_face_is_cut_from_a_portrait_of_another_artist_and_nobody_else_there_has_one(scene: Scene) -> None:
    VividPage.objects.update(image_model="openai/gpt-image-1")
    scene.vividpage.refresh_from_db()
    anne, tom = person(scene, "Anne"), person(scene, "Tom")
    version = add_version(anne, parameters={"model": "openai/gpt-image-1"})
    default_storage.save(str(version.image.name), ContentFile(encoded("teal")))
    anne, tom = (Character.objects.select_related("vividpage").get(pk=one.pk) for one in (anne, tom))

    face = face_of(character=anne, scene=scene, manner="angry")

    assert have_faces(scene.vividpage, [anne.pk, tom.pk]) == {anne.pk}
    assert face is not None
    red, green, blue = Image.open(io.BytesIO(face.data)).convert("RGB").resize((1, 1)).tobytes()
    assert red < 40
    assert 100 < green == pytest.approx(blue, abs=20)
    assert face_of(character=tom, scene=scene, manner="angry") is None


def test_whose_portrait_is_lost_has_no_face(scene: Scene) -> None:
    anne = person(scene, "Anne")
    version = add_version(anne, parameters={"model": "openai/gpt-image-1"})
    version.image.storage.delete(str(version.image.name))

    assert face_of(character=anne, scene=scene, manner="speaking") is None


def test_whose_portrait_is_hidden_has_no_face(scene: Scene, reader: User) -> None:
    anne = person(scene, "Anne")
    version = add_version(anne, parameters={"model": "sketch"})
    hide(version)

    assert have_faces(scene.vividpage, [anne.pk]) == set()
    assert face_of(character=anne, scene=scene, manner="speaking") is None
