"""Pictures at print size: the built-in artist's are drawn again, the very same; all others are enlarged."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageChops, ImageStat

from publishing.print_size import picture_at
from publishing.publication import publication_of
from publishing.tests.books import keep_image, make_publication
from storyboards.models import Picture
from storyboards.tests.making import make_drawn_book

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from books.models import VividPage
    from publishing.publication import Publication
    from storyboards.pictures.stored_image import StoredImage


@pytest.fixture
def drawn(reader: User) -> VividPage:
    return make_drawn_book(reader)


def pictures_in(publication: Publication) -> list[StoredImage]:
    scenes = [scene for chapter in publication.book.chapters for scene in chapter.scenes]
    return [scene.picture.image for scene in scenes if scene.picture]


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are from one another on the whole, of 255."""
    size = (180, 180)
    small = [image.resize(size, Image.Resampling.BOX) for image in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3


def stored(image: StoredImage) -> Image.Image:
    with default_storage.open(image.name) as file:
        return Image.open(io.BytesIO(file.read())).convert("RGB")


@pytest.mark.django_db
def test_pictures_of_the_built_in_artist_are_drawn_again_the_same_and_larger(drawn: VividPage) -> None:
    publication = publication_of(drawn)
    images = pictures_in(publication)
    assert len(images) >= 3

    made = [picture_at(publication, image, least=(1500, 1200)) for image in images]

    assert {picture.way for picture in made} == {"drawn again"}
    for image, picture in zip(images, made, strict=True):
        assert min(picture.image.size) >= 1500
        assert picture.dpi() == 300
        own = unlike(picture.image, stored(image))
        assert own < 12  # the grain of the paper lies otherwise
        assert all(own < unlike(picture.image, stored(other)) / 2 for other in images if other is not image)


@pytest.mark.django_db
def test_a_picture_that_the_book_no_longer_says_is_enlarged_and_not_drawn_as_another(drawn: VividPage) -> None:
    scene = Picture.objects.filter(vividpage=drawn, kind="scene").order_by("scene__number").first().scene
    name = scene.picture.active_version.image.name
    scene.analysis.time_of_day = "night"
    scene.analysis.time_confidence = None
    scene.analysis.place_kind = "cave"
    scene.analysis.save()

    origin = publication_of(drawn).drawn_by[name]

    assert origin.is_built_in
    assert origin.redraw is None


@pytest.mark.django_db
def test_a_request_that_draws_another_file_is_not_trusted(drawn: VividPage) -> None:
    publication = publication_of(drawn)
    image = pictures_in(publication)[0]
    origin = publication.drawn_by[image.name]
    assert origin.redraw is not None
    other = replace(origin, redraw=replace(origin.redraw, seed=origin.redraw.seed + 1))

    made = picture_at(replace(publication, drawn_by={image.name: other}), image, least=(1440, 1440))

    assert made.way == "enlarged"
    assert made.dpi() == 150
    assert unlike(made.image, stored(image)) < 2


def test_a_picture_that_is_large_enough_stays_and_a_smaller_one_says_how_far_it_is() -> None:
    publication = make_publication()
    image = keep_image("brought", size=(400, 300))

    assert picture_at(publication, image, least=(400, 300)).way == "as it is"
    enlarged = picture_at(publication, image, least=(1200, 300))
    assert (enlarged.way, enlarged.image.size, enlarged.dpi()) == ("enlarged", (1200, 900), 100)


@pytest.mark.django_db
def test_reading_how_pictures_were_drawn_takes_no_query_for_each(
    drawn: VividPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(40):
        assert all(origin.redraw for origin in publication_of(drawn).drawn_by.values() if origin.scene)
