"""Keeping pictures in files and rows."""

from __future__ import annotations

import uuid
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from books.models import Scene
from characters.editing.tests.books import make_book
from providers.interfaces.images import EncodedPicture
from storyboards.models import Picture, PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import choosing, keeping
from storyboards.pictures.drawing import DrawnPicture
from storyboards.pictures.keeping import Attribution
from storyboards.tests.making import REQUEST, add_version, encoded, keep_drawn, made_up_renditions

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from characters.models import Character, Setting


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def scene(vividpage: VividPage) -> Scene:
    return vividpage.scenes.get(number=1)


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return vividpage.characters.get(name="Jim Hawkins")


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def targets(vividpage: VividPage) -> list[Scene | Character | Setting | VividPage]:
    return [
        vividpage.scenes.get(number=1),
        vividpage.characters.get(name="Jim Hawkins"),
        vividpage.settings_found.get(name="the inn"),
        vividpage,
    ]


def test_a_new_version_is_the_one_that_readers_see_and_the_old_one_is_kept(vividpage: VividPage) -> None:
    for target in targets(vividpage):
        first, second = keep_drawn(target), keep_drawn(target)

        assert (first.number, second.number) == (1, 2)
        assert keeping.picture_for(target).active_version == second


def test_a_version_knows_what_it_was_drawn_from_by_whom_and_what_it_cost(scene: Scene, reader: User) -> None:
    picture = EncodedPicture(b"picture", "image/webp", 8, 8, seed=1)
    drawing = DrawnPicture(REQUEST, picture, made_up_renditions(), digest="d")
    origin = Attribution(model="m", cost=Decimal("0.04"), order=RedrawOrder(by=reader.pk, wish="less fog"))
    keeping.keep_drawn(target=scene, drawn=drawing, origin=origin)

    version = PictureVersion.objects.get()
    assert version.parameters == {"model": "m", "style": "ink", "seed": 1}
    assert (version.prompt, version.digest, version.request) == ("p", "d", "less fog")
    assert (version.requested_by, version.cost, version.origin) == (reader, Decimal("0.04"), "drawn")
    assert (version.width, version.height, version.size) == (8, 8, len(b"picture"))


def test_a_version_that_cannot_be_written_down_leaves_no_file(
    scene: Scene, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(PictureVersion, "save", refused)
    with pytest.raises(IntegrityError), transaction.atomic():
        keep_drawn(scene)

    assert files(settings) == []


def test_equal_pictures_are_one_file(scene: Scene, settings: Settings) -> None:
    first, second = keep_drawn(scene, encoded()), keep_drawn(scene, encoded())

    assert first.image.name == second.image.name
    assert [path.name for path in files(settings)].count(Path(first.image.name).name) == 1


def test_a_scene_that_takes_the_number_of_another_leaves_it_its_files(vividpage: VividPage) -> None:
    first, second = vividpage.scenes.get(number=1), vividpage.scenes.get(number=2)
    drawn = keep_drawn(first)
    with transaction.atomic():  # a chapter is put in before it
        Scene.objects.filter(pk=first.pk).update(number=90)
        Scene.objects.filter(pk=second.pk).update(number=1)
        second.refresh_from_db()
    other = keep_drawn(second)

    assert (other.picture.scene, other.number) == (second, drawn.number)
    assert other.image.name != drawn.image.name
    assert other.thumbnail.name != drawn.thumbnail.name


def test_there_is_one_picture_of_each_target(vividpage: VividPage) -> None:
    for target in targets(vividpage):
        one = keeping.picture_for(target)
        assert keeping.picture_for(target) == one
        columns = Picture.objects.filter(pk=one.pk).values().get() | {"id": uuid.uuid4()}
        with pytest.raises(IntegrityError), transaction.atomic():
            Picture.objects.create(**columns)


@pytest.mark.parametrize("kind", [kind for kind in Picture.Kind.values if kind != "person"])
def test_a_picture_is_of_what_its_kind_says(vividpage: VividPage, jim: Character, kind: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(vividpage=vividpage, kind=kind, person=jim)


def test_a_picture_shows_no_version_of_another(vividpage: VividPage, scene: Scene, jim: Character) -> None:
    drawn, _ = keep_drawn(scene), keep_drawn(scene)
    of_jim = keeping.picture_for(jim)

    def show_that_of_the_scene() -> None:
        Picture.objects.filter(pk=of_jim.pk).update(active_version=drawn)
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        show_that_of_the_scene()


def test_an_artist_does_not_take_a_chosen_picture_away(vividpage: VividPage, reader: User) -> None:
    for target in targets(vividpage)[:3]:
        choosing.upload(target=target, data=encoded(), by=reader)
        chosen = keeping.picture_for(target).active_version
        keep_drawn(target)

        assert keeping.picture_for(target).active_version == chosen
        assert keeping.picture_for(target).versions.count() == 2


def test_deleting_a_book_deletes_its_pictures(vividpage: VividPage) -> None:
    for target in targets(vividpage):
        add_version(target)

    vividpage.delete()

    assert not Picture.objects.exists()
    assert not PictureVersion.objects.exists()
