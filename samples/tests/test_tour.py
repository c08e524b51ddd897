"""The pictures of the documentation are those that the tour makes, and each of them is shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from samples.editions import LOOKS, name_of
from samples.tour.album import KEPT, PAGES, SCREENS, Album, names_made
from samples.tour.drawings import sheet

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
SHOWN = re.compile(r"!\[[^\]]*\]\((?:docs/)?images/([^)]+)\.webp\)")


def shown_in(*documents: Path) -> set[str]:
    return {name for path in documents for name in SHOWN.findall(path.read_text())}


def test_what_the_documentation_shows_is_what_the_tour_makes() -> None:
    editions = {name_of(kind) for kind in LOOKS}

    assert shown_in(*DOCUMENTS) - editions == names_made() | set(KEPT)


def test_every_picture_of_the_documentation_is_shown_and_there() -> None:
    assert {path.stem for path in IMAGES.iterdir()} == shown_in(*DOCUMENTS)


def test_the_tour_shows_each_page_on_both_screens() -> None:
    assert {f"{page}-{screen}" for page in PAGES for screen in SCREENS} <= shown_in(ROOT / "docs" / "tour.md")


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_pages_are_kept_in_the_size_of_their_screen(screen: str) -> None:
    for page in PAGES:
        with Image.open(IMAGES / f"{page}-{screen}.webp") as picture:
            assert picture.size == SCREENS[screen], page


def test_an_album_keeps_what_it_is_asked_for_alone(tmp_path: Path) -> None:
    album = Album(tmp_path, only=["book-phone"])
    album.keep("book-phone", Image.new("RGB", (780, 1688)), SCREENS["phone"])
    album.keep("book-desktop", Image.new("RGB", (1280, 860)), SCREENS["desktop"])
    assert [path.name for path in tmp_path.iterdir()] == ["book-phone.webp"]


def test_a_sheet_has_as_many_rows_as_its_pictures_need() -> None:
    laid = sheet([Image.new("RGB", (20, 20), "red")] * 5, columns=3, side=10, gap=2)
    assert laid.size == (38, 26)
    assert laid.getpixel((2, 2)) == laid.getpixel((14, 14)) == (255, 0, 0)
    assert laid.getpixel((30, 20)) != (255, 0, 0)
