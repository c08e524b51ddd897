"""The tag that writes pictures: renditions, room before they come, what stands there, and what is told apart."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from books.tests.vividpages import make_vividpage
from sandbox.renditions import BLUR_MOST, BLUR_PREFIX, SIDES, renditions_of
from storyboards.pictures.stored_image import StoredImage
from storyboards.safety.veiling import VEILED
from storyboards.tests.making import add_version
from web.templatetags.images import SIZES, image_html

if TYPE_CHECKING:
    from accounts.models import User

ROOT = Path(__file__).resolve().parents[2]
WIDE = StoredImage("p/whole.webp", 1280, 720, ("p/small.webp", "p/720.webp", "p/1080.webp"), "UklGRg==")


def encoded(width: int, height: int, kind: str = "WEBP") -> bytes:
    """Return a picture in which no pixel is like the next."""
    image = Image.linear_gradient("L").resize((width, height))
    rows = Image.merge("RGB", (image, image.rotate(90, expand=True).resize(image.size), image.rotate(180)))
    out = io.BytesIO()
    rows.save(out, kind, quality=95)
    return out.getvalue()


def test_a_browser_takes_the_rendition_that_suffices() -> None:
    html = image_html(WIDE, "card", "A mill")

    srcset = re.search(r'srcset="([^"]+)"', html)
    assert srcset is not None
    assert srcset[1] == (
        "/media/p/small.webp 320w, /media/p/720.webp 720w, /media/p/1080.webp 1080w, /media/p/whole.webp 1280w"
    )
    assert f'sizes="{SIZES["card"]}"' in html
    assert 'src="/media/p/small.webp"' in html


def test_a_picture_has_its_room_before_it_comes() -> None:
    html = image_html(WIDE, "plate", "A mill")

    assert 'width="1280" height="720"' in html
    assert 'class="shot ratio-17"' in html
    assert f'href="{BLUR_PREFIX}UklGRg=="' in html
    assert "style" not in html, "the policy of our pages allows no style of its own"


@pytest.mark.django_db
@pytest.mark.parametrize(("rating", "is_there"), [("", True), ("mature", True), *((one, False) for one in VEILED)])
def test_what_may_stand_behind_a_blur_is_not_in_the_page_itself(reader: User, rating: str, is_there: bool) -> None:
    version = add_version(make_vividpage(owner=reader), rating=rating)

    assert (BLUR_PREFIX in image_html(version, "plate")) == is_there


def test_the_first_picture_comes_first_and_others_when_they_are_near() -> None:
    assert 'fetchpriority="high"' in image_html(WIDE, "plate", first=True)
    assert 'loading="lazy"' not in image_html(WIDE, "plate", first=True)
    assert 'loading="lazy"' in image_html(WIDE, "plate")


def test_words_are_escaped() -> None:
    assert 'alt="&quot;&gt;&lt;b&gt;"' in image_html(WIDE, "plate", '"><b>')


def test_a_rendition_that_is_the_picture_itself_is_named_once() -> None:
    small = StoredImage("p/whole.webp", 720, 720, ("p/small.webp", "p/whole.webp", "p/whole.webp"))

    html = image_html(small, "plate")

    assert "/media/p/small.webp 320w, /media/p/whole.webp 720w" in html
    assert html.count("whole.webp") == 2


@pytest.mark.parametrize("image", [StoredImage("p/old.webp", 0, 0), StoredImage("p/old.webp", 720, 720)])
def test_one_that_has_no_renditions_yet_is_shown_as_it_is(image: StoredImage) -> None:
    assert 'src="/media/p/old.webp"' in image_html(image, "card")
    assert "srcset" not in image_html(image, "card")


@pytest.mark.django_db
def test_a_version_is_shown_with_all_that_was_made_of_it(reader: User) -> None:
    version = add_version(make_vividpage(owner=reader), width=1280, height=720)

    html = image_html(version, "plate")

    for name in version.file_names:
        assert default_storage.url(name) in html


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (720, 720), (1080, 1080), (400, 1500), (60, 80)])
def test_renditions_fit_their_sides_and_are_no_larger_than_the_picture(width: int, height: int) -> None:
    data = encoded(width, height)

    made = renditions_of(data)

    for side, file in zip(SIDES, made.files, strict=True):
        with Image.open(io.BytesIO(file)) as rendition:
            assert rendition.format == "WEBP"
            assert len(file) <= len(data)
            assert max(rendition.size) <= side or file == data
            assert rendition.width * height == pytest.approx(rendition.height * width, rel=0.01)


def test_what_is_encoded_otherwise_gets_renditions_of_its_own_size() -> None:
    out = io.BytesIO()
    Image.effect_noise((400, 300), 60).save(out, "PNG")

    made = renditions_of(out.getvalue())

    for file, size in zip(made.files, [(320, 240), (400, 300), (400, 300)], strict=True):
        with Image.open(io.BytesIO(file)) as rendition:
            assert (rendition.format, rendition.size) == ("WEBP", size)


@pytest.mark.parametrize("size", [(1280, 720), (1, 1), (1, 2000), (16, 16)])
def test_a_blur_is_a_picture_of_few_bytes(size: tuple[int, int]) -> None:
    noise = Image.effect_noise(size, 120).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "WEBP")

    blur = renditions_of(out.getvalue()).blur

    assert blur
    assert len(BLUR_PREFIX) + len(blur) <= BLUR_MOST


def test_pages_write_pictures_by_the_tag_alone() -> None:
    """What a page shows of the storage passes one place: sizes, blurs and whatever covers a picture are decided there.

    A book's cover, samples of styles, the frame for zooming, first pages of editions and pictures of films (withheld
    with what they show), places in a checked PDF and codes that a camera reads are no pictures that are drawn.
    """
    others = {
        "templates/parts/_cover.html",
        "templates/parts/_swatch.html",
        "web/account/templates/mfa/totp/activate_form.html",
        "web/films/templates/films/_films.html",
        "web/films/templates/films/watch.html",
        "web/making/templates/making/_specimen.html",
        "web/publishing/templates/publishing/_editions.html",
        "web/publishing/templates/publishing/check_print.html",
        "web/styles/templates/styles/_preview.html",
        "web/styles/templates/styles/style.html",
    }
    templates = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("web/**/templates/**/*.html")]
    tags = [path for path in ROOT.glob("web/templatetags/*.py") if path.name not in ("images.py", "reading.py")]
    with_images = {
        str(path.relative_to(ROOT)) for path in [*templates, *tags] if "<img" in path.read_text(encoding="utf-8")
    }

    assert len(templates) > 50
    assert with_images <= others
