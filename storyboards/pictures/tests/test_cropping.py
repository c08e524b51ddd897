"""Cropping a reference picture: what is left is the next version, and no way around its moderation."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from characters.editing import EditRefused, undoing
from characters.editing.tests.books import make_book
from storyboards.models import PictureVersion
from storyboards.pictures import choosing
from storyboards.pictures.cropping import crop
from storyboards.pictures.keeping import LOCK, picture_for
from storyboards.pictures.parts import Margins, Part, part_in
from storyboards.safety import moderating
from storyboards.safety.checking import Checked
from storyboards.safety.holding import standing_of_part
from storyboards.talk.faces import face_of
from storyboards.tests.making import add_version, hide, keep_drawn, make_moderator, rate

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from characters.models import Character

Rating = PictureVersion.Rating
RIGHT_HALF = Margins(50, 0, 0, 0)


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return vividpage.characters.get(name="Jim Hawkins")


def halves(kind: str = "PNG", size: tuple[int, int] = (1000, 800), orientation: int = 1) -> bytes:
    """Return a picture of which the left half is red and the right one blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = image.getexif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.fixture
def whole(jim: Character, reader: User) -> PictureVersion:
    choosing.upload(target=jim, data=halves(), by=reader)
    return shown(jim)


def shown(row: Character) -> PictureVersion:
    version = picture_for(row).shown
    assert version is not None
    return version


def colour_of(version: PictureVersion) -> tuple[int, ...]:
    """Return the colour of a picture's left edge."""
    with version.image.open("rb") as file, Image.open(file) as image:
        pixel = image.convert("RGB").getpixel((4, image.height // 2))
    assert isinstance(pixel, tuple)
    return tuple(round(value / 255) for value in pixel)


def test_what_is_left_is_the_next_version_with_its_renditions(
    jim: Character, whole: PictureVersion, reader: User
) -> None:
    edit = crop(version=whole, margins=RIGHT_HALF, by=reader)

    cropped = shown(jim)
    assert (cropped.number, cropped.width, cropped.height) == (2, 500, 800)
    assert (colour_of(whole), colour_of(cropped)) == ((1, 0, 0), (0, 0, 1))
    assert cropped.blur
    with Image.open(cropped.thumbnail) as thumbnail:
        assert thumbnail.size == (200, 320)
    assert (cropped.origin, cropped.requested_by, cropped.cost) == ("uploaded", reader, 0)
    assert part_in(cropped) == Part(whole.pk, 1, 1000, 800, (500, 0, 1000, 800))
    assert edit is not None
    assert edit.summary == "Jim Hawkins has a cropped reference picture"


def test_a_crop_of_a_crop_tells_its_part_of_the_first(jim: Character, whole: PictureVersion, reader: User) -> None:
    crop(version=whole, margins=RIGHT_HALF, by=reader)
    crop(version=shown(jim), margins=Margins(0, 25, 20, 0), by=reader)

    assert part_in(shown(jim)) == Part(whole.pk, 2, 1000, 800, (500, 200, 900, 800))


def test_it_stays_and_is_undone(vividpage: VividPage, jim: Character, whole: PictureVersion, reader: User) -> None:
    crop(version=whole, margins=RIGHT_HALF, by=reader)
    jim.refresh_from_db()
    assert LOCK in jim.locked
    cropped = shown(jim)
    keep_drawn(jim)
    assert shown(jim) == cropped

    undoing.undo(vividpage=vividpage)

    assert shown(jim) == whole


def test_going_back_shows_the_whole_one(jim: Character, whole: PictureVersion, reader: User) -> None:
    crop(version=whole, margins=RIGHT_HALF, by=reader)

    choosing.choose(version=whole, by=reader)

    assert shown(jim) == whole
    assert PictureVersion.objects.filter(picture=whole.picture).count() == 2


def test_a_cropped_drawing_is_still_a_drawing_of_its_model_and_paid_once(jim: Character, reader: User) -> None:
    drawn = keep_drawn(jim, halves("WEBP"), cost=Decimal("0.04"))
    PictureVersion.objects.filter(pk=drawn.pk).update(width=0, height=0)  # not known
    drawn.refresh_from_db()

    crop(version=drawn, margins=RIGHT_HALF, by=reader)

    cropped = shown(jim)
    assert (cropped.origin, cropped.prompt, cropped.cost) == ("drawn", drawn.prompt, 0)
    assert cropped.parameters.items() >= drawn.parameters.items()
    assert (cropped.width, cropped.height) == (500, 800)


def test_a_photograph_is_cropped_as_it_is_seen(jim: Character, reader: User) -> None:
    turned = add_version(jim, width=800, height=3000)
    turned.image.storage.delete(turned.image.name)
    turned.image.storage.save(turned.image.name, io.BytesIO(halves("JPEG", (3000, 800), orientation=6)))  # to the right

    crop(version=turned, margins=Margins(0, 60, 0, 0), by=reader)

    assert (shown(jim).width, shown(jim).height) == (683, 1024)
    assert colour_of(shown(jim)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("margins", "words"),
    [
        (Margins(0, 0, 0, 0), "Nothing is cut off"),
        (Margins(0, 0.01, 0, 0), "Nothing is cut off"),
        (Margins(40, 0, 35, 0), "That leaves 250 × 800 pixels of 1000 × 800: leave 256"),
        (Margins(90, 90, 90, 90), "That leaves 0 × 0 pixels"),
    ],
)
def test_nothing_and_too_much_are_refused(
    jim: Character, whole: PictureVersion, reader: User, margins: Margins, words: str
) -> None:
    with pytest.raises(EditRefused, match=words):
        crop(version=whole, margins=margins, by=reader)

    assert shown(jim) == whole


def test_one_that_is_not_shown_any_more_is_not_cropped(jim: Character, whole: PictureVersion, reader: User) -> None:
    keep_drawn(jim)
    choosing.upload(target=jim, data=halves("JPEG"), by=reader)

    with pytest.raises(EditRefused, match="another picture is shown"):
        crop(version=whole, margins=RIGHT_HALF, by=reader)


def test_a_hidden_one_is_not_cropped(jim: Character, whole: PictureVersion, reader: User) -> None:
    hide(whole)

    with pytest.raises(EditRefused):
        crop(version=whole, margins=RIGHT_HALF, by=reader)

    assert PictureVersion.objects.count() == 1


@pytest.mark.parametrize("hidden", ["whole", "cropped"])
def test_what_is_hidden_is_hidden_whole_and_cropped_and_shown_again_so(
    jim: Character, whole: PictureVersion, reader: User, hidden: str
) -> None:
    crop(version=whole, margins=RIGHT_HALF, by=reader)
    crop(version=shown(jim), margins=Margins(0, 25, 0, 0), by=reader)
    versions = PictureVersion.objects.filter(picture=whole.picture)

    hide(whole if hidden == "whole" else shown(jim))
    assert {version.moderation for version in versions.all()} == {"hidden"}

    moderating.restore(version=versions.all()[0], by=make_moderator(), reason="A mistake.")
    assert {version.moderation for version in versions.all()} == {"shown"}


def test_it_is_rated_no_lower_than_the_whole_one(jim: Character, whole: PictureVersion, reader: User) -> None:
    rate(whole, "adult")

    crop(version=whole, margins=RIGHT_HALF, by=reader)

    assert (shown(jim).rating, shown(jim).rated_by) == ("adult", "moderator")


@pytest.mark.parametrize(
    ("whole", "found", "rating"),
    [
        (Rating.VIOLENT, Checked({}, Rating.GENERAL, "nudenet"), Rating.VIOLENT),
        (Rating.UNCHECKED, Checked({}, Rating.GENERAL, "nudenet"), Rating.UNCHECKED),
        (Rating.GENERAL, Checked({"x": 0.9}, Rating.ADULT, "nudenet"), Rating.ADULT),
        (Rating.NOT_RATED, Checked({}, Rating.GENERAL, "nudenet"), Rating.GENERAL),
        (Rating.TEEN, Checked(problem="It did not answer."), Rating.TEEN),
    ],
)
def test_the_stricter_of_both_ratings_counts(whole: Rating, found: Checked, rating: Rating) -> None:
    standing = standing_of_part(found, PictureVersion(rating=whole, rated_by="words", scores={"x": 0.5}))

    assert (standing.rating, standing.moderation) == (rating, "shown")
    assert standing.scores["x"] == max(0.5, found.scores.get("x", 0.0))


def test_a_scene_keeps_its_rating_as_a_portrait(vividpage: VividPage, jim: Character, reader: User) -> None:
    scene = keep_drawn(vividpage.scenes.get(number=1), halves("WEBP"))
    rate(scene, "violent")
    scene.refresh_from_db()

    choosing.upload(target=jim, data=halves("WEBP"), by=reader, of=scene)
    portrait = shown(jim)
    assert portrait.rating == "violent"

    hide(scene)
    portrait.refresh_from_db()
    assert portrait.moderation == "hidden"


def test_a_face_is_cut_where_the_head_is_in_the_whole_portrait(
    vividpage: VividPage, jim: Character, reader: User
) -> None:
    image = Image.new("RGB", (1000, 1000), "red")
    image.paste("blue", (240, 50, 760, 570))  # the head of a half-length portrait
    out = io.BytesIO()
    image.save(out, "PNG")
    choosing.upload(target=jim, data=out.getvalue(), by=reader)

    crop(version=shown(jim), margins=Margins(20, 0, 5, 20), by=reader)

    face = face_of(character=jim, scene=vividpage.scenes.get(number=1), manner="says")
    assert face is not None
    with Image.open(io.BytesIO(face.data)) as cut:
        assert cut.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))[2] > 240  # type: ignore[index]
