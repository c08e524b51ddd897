"""What makers of several kinds stand on: runs of text, JPEGs, archives."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from books.manuscript import Mark
from publishing.archives import add_data, add_file
from publishing.jpegs import jpeg_of
from publishing.runs import Run, runs_of
from storyboards.illustrated.tree import BookParagraph, NoteSign
from storyboards.tests.making import encoded

if TYPE_CHECKING:
    from pathlib import Path


def test_runs_are_the_text_with_marks_that_overlap_and_reach_past_it() -> None:
    marks = (Mark(2, 6, "emphasis"), Mark(4, 99, "strong"))
    runs = list(runs_of(BookParagraph("abcdefgh", marks=marks)))

    assert runs == [
        Run("ab"),
        Run("cd", frozenset({"emphasis"})),
        Run("ef", frozenset({"emphasis", "strong"})),
        Run("gh", frozenset({"strong"})),
    ]


def test_signs_of_notes_stand_before_their_character_and_at_the_end() -> None:
    first, last, late = NoteSign(1, 1, "*"), NoteSign(2, 2, "2"), NoteSign(9, 3, "3")

    assert list(runs_of(BookParagraph("ab", signs=(late, last, first)))) == [Run("a"), first, Run("b"), last, late]


def test_an_empty_paragraph_has_no_runs() -> None:
    assert list(runs_of(BookParagraph(""))) == []


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "GIF", "JPEG"])
def test_every_kind_of_picture_becomes_a_jpeg_of_its_size(kind: str) -> None:
    made = jpeg_of(encoded("navy", kind, (60, 80)))

    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size) == ("JPEG", (made.width, made.height)) == ("JPEG", (60, 80))


def test_a_jpeg_stays_as_it_is_and_a_large_one_is_shrunk() -> None:
    data = encoded("navy", "JPEG", (60, 80))

    assert jpeg_of(data, longer_side=80).data == data
    small = jpeg_of(data, longer_side=40)
    assert (small.width, small.height) == (30, 40)


def test_what_is_clear_is_white_on_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")

    with Image.open(io.BytesIO(jpeg_of(out.getvalue()).data)) as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


def test_two_archives_of_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"x" * 5000)
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            add_data(archive, "text.txt", "words " * 100)
            add_file(archive, "picture.jpg", tmp_path / "picture")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("picture.jpg") == b"x" * 5000
        assert archive.getinfo("picture.jpg").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("text.txt").compress_type == zipfile.ZIP_DEFLATED
        assert archive.testzip() is None
