"""Keeping pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from books.models import Chapter, Scene, VividPage
from providers.images import Picture, PictureRequest
from sketch.scene import DepictedScene
from storyboards.models import StoryboardVersion
from storyboards.pictures import keeping

REQUEST = PictureRequest(prompt="p", width=8, height=8, seed=1, style="ink", scene=DepictedScene())


@pytest.fixture
def scene(reader) -> Scene:
    vividpage = VividPage.objects.create(owner=reader, title="A Book of Storms")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    return Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Wind.", word_count=1)


def add(scene: Scene, data: bytes = b"picture") -> StoryboardVersion:
    picture = Picture(data=data, media_type="image/webp", width=8, height=8, seed=1)
    return keeping.add_version(scene=scene, request=REQUEST, picture=picture, thumbnail=b"small", model="sketch")


def files(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_new_version_is_the_one_that_readers_see_and_the_old_one_is_kept(scene):
    first, second = add(scene), add(scene)

    assert (first.number, second.number) == (1, 2)
    assert Scene.objects.get().storyboard.active_version == second


def test_a_version_that_cannot_be_written_down_leaves_no_file(scene, settings, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(StoryboardVersion, "save", refused)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(scene)

    assert files(settings) == []


def test_the_files_of_a_version_carry_its_scene_and_number(scene, settings):
    add(scene)
    add(scene)

    assert {path.name for path in files(settings)} == {"scene_1_v1.webp", "scene_1_v2.webp"}
