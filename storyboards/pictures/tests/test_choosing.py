"""Uploading and choosing pictures, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from analysts.bible import Bible, Person
from characters.editing import EditRefused, merging, splitting, undoing
from characters.editing.tests.books import make_book
from characters.models import Character
from characters.services import save_bible
from storyboards.models import Picture, PictureVersion
from storyboards.pictures import choosing, keeping
from storyboards.pictures.clearing import clear_lost
from storyboards.pictures.keeping import picture_for
from storyboards.pictures.portraits import earlier_versions, portraits_in, portraits_of
from storyboards.tests.making import add_version, encoded, hide, keep_drawn

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return vividpage.characters.get(name="Jim Hawkins")


@pytest.fixture
def captain(vividpage: VividPage) -> Character:
    return vividpage.characters.get(name="the Captain")


def shown(target: keeping.Target) -> PictureVersion | None:
    return picture_for(target).shown


def find_only(vividpage: VividPage, *names: str) -> None:
    """Analyse the book again, and find nobody but these."""
    people = tuple(Person(name, (), "male", "adult", "major", 7, (1, 2)) for name in names)
    save_bible(vividpage=vividpage, bible=Bible(people=people, places=(), changes=()))


def test_an_uploaded_picture_is_drawn_anew_within_its_limit(jim: Character, reader: User) -> None:
    choosing.upload(target=jim, data=encoded("red", "JPEG", (3000, 1500)), by=reader)

    version = shown(jim)
    assert (version.origin, version.requested_by, version.width, version.height) == ("uploaded", reader, 1024, 512)
    with Image.open(version.image) as image:
        assert (image.format, image.size) == ("WEBP", (1024, 512))
    with Image.open(version.thumbnail) as image:
        assert image.size == (320, 160)


def test_what_is_no_picture_is_refused_and_leaves_no_file(jim: Character, reader: User) -> None:
    with pytest.raises(EditRefused, match="no picture"):
        choosing.upload(target=jim, data=b"<svg onload='x'/>", by=reader)

    assert not default_storage.exists(f"characters/{jim.vividpage_id}")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(jim: Character, reader: User) -> None:
    with pytest.raises(EditRefused, match="million pixels"):
        choosing.upload(target=jim, data=encoded("red", "PNG", (7000, 6000)), by=reader)


def test_an_earlier_picture_can_be_chosen_again(vividpage: VividPage, reader: User) -> None:
    for target in (vividpage.characters.first(), vividpage.settings_found.first(), vividpage.scenes.first(), vividpage):
        drawn = keep_drawn(target)
        choosing.upload(target=target, data=encoded(), by=reader)

        choosing.choose(version=drawn, by=reader)

        assert shown(target) == drawn
        assert picture_for(target).versions.count() == 2


def test_a_hidden_picture_cannot_be_chosen(jim: Character, reader: User) -> None:
    drawn = keep_drawn(jim)
    choosing.upload(target=jim, data=encoded(), by=reader)
    hide(drawn)

    assert earlier_versions(jim.pk) == []
    with pytest.raises(EditRefused):
        choosing.choose(version=drawn, by=reader)


def test_a_hidden_portrait_is_shown_nowhere(vividpage: VividPage, jim: Character, reader: User) -> None:
    drawn = keep_drawn(jim)
    assert portraits_in(vividpage) == portraits_of([jim.pk]) == {jim.pk: drawn}

    hide(drawn)

    assert portraits_in(vividpage) == portraits_of([jim.pk]) == {}


def test_choosing_a_picture_is_undone(vividpage: VividPage, jim: Character, reader: User) -> None:
    drawn = keep_drawn(jim)
    edit = choosing.upload(target=jim, data=encoded(), by=reader)
    assert edit.summary == "Jim Hawkins has a new reference picture"
    uploaded = shown(jim)
    edit = choosing.choose(version=drawn, by=reader)
    assert edit.summary == "Jim Hawkins has an earlier reference picture again"

    undoing.undo(vividpage=vividpage)
    assert shown(jim) == uploaded
    undoing.undo(vividpage=vividpage)

    jim.refresh_from_db()
    assert (shown(jim), jim.locked) == (drawn, [])
    assert earlier_versions(jim.pk) == [uploaded]


def test_undoing_an_upload_leaves_nothing_where_nothing_was(vividpage: VividPage, jim: Character, reader: User) -> None:
    choosing.upload(target=jim, data=encoded(), by=reader)

    undoing.undo(vividpage=vividpage)

    assert shown(jim) is None


def test_whoever_is_found_again_keeps_their_picture(vividpage: VividPage, jim: Character) -> None:
    drawn = keep_drawn(jim)

    find_only(vividpage, "Jim Hawkins")

    assert portraits_in(vividpage) == {jim.pk: drawn}


def test_whoever_has_a_picture_of_the_readers_is_kept_though_nobody_finds_them(
    vividpage: VividPage, jim: Character, captain: Character, reader: User
) -> None:
    choosing.upload(target=captain, data=encoded(), by=reader)

    find_only(vividpage, "Jim Hawkins")

    assert Character.objects.filter(pk=captain.pk).exists()


def test_the_pictures_of_whoever_is_not_found_again_are_cleared_with_their_files(
    vividpage: VividPage,
    jim: Character,
    captain: Character,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    kept, lost = keep_drawn(jim), keep_drawn(captain)
    find_only(vividpage, "Jim Hawkins")

    with django_capture_on_commit_callbacks(execute=True):
        assert clear_lost(vividpage=vividpage) == 1

    assert list(PictureVersion.objects.all()) == [kept]
    assert default_storage.exists(kept.image.name)
    assert not default_storage.exists(lost.image.name)
    assert not default_storage.exists(lost.thumbnail.name)


def test_an_undone_merge_brings_the_picture_back(
    vividpage: VividPage, jim: Character, captain: Character, reader: User
) -> None:
    own, others = keep_drawn(jim), keep_drawn(captain)
    merging.merge_people(keep=jim, other=captain, by=reader)
    clear_lost(vividpage=vividpage)
    assert portraits_in(vividpage)[jim.pk] == own

    undoing.undo(vividpage=vividpage)

    assert portraits_in(vividpage) == {jim.pk: own, captain.pk: others}


def test_whoever_has_no_picture_takes_over_that_of_whom_they_are_one_with(
    vividpage: VividPage, jim: Character, captain: Character, reader: User
) -> None:
    others = keep_drawn(captain)
    merging.merge_people(keep=jim, other=captain, by=reader)
    assert portraits_in(vividpage) == {jim.pk: others}

    undoing.undo(vividpage=vividpage)

    assert portraits_in(vividpage) == {captain.pk: others}


def test_places_that_are_one_keep_their_pictures_in_the_same_way(vividpage: VividPage, reader: User) -> None:
    inn, quay = vividpage.settings_found.get(name="the inn"), vividpage.settings_found.get(name="the quay")
    of_the_inn = keep_drawn(inn)
    merging.merge_places(keep=quay, other=inn, by=reader)
    assert portraits_in(vividpage) == {quay.pk: of_the_inn}

    undoing.undo(vividpage=vividpage)

    assert portraits_in(vividpage) == {inn.pk: of_the_inn}


def test_a_split_is_undone_though_the_newcomer_has_been_drawn(vividpage: VividPage, reader: User) -> None:
    silver = vividpage.characters.get(name="Long John Silver")
    splitting.split_person(character=silver, name="the Cook", scenes=[2], by=reader)
    keep_drawn(vividpage.characters.get(name="the Cook"))

    undoing.undo(vividpage=vividpage)

    assert not vividpage.characters.filter(name="the Cook").exists()
    assert clear_lost(vividpage=vividpage) == 1


def test_pages_read_the_portraits_of_a_long_cast_in_one_query(
    vividpage: VividPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        add_version(Character.objects.create(vividpage=vividpage, name=f"Person {number}"))

    with django_assert_num_queries(1):
        assert len(portraits_in(vividpage)) == 10
    people = list(vividpage.characters.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert all(version.image.url for version in portraits_of(people).values())
    assert Picture.objects.count() == 10
