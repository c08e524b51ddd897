"""Contact sheets, made of the sample book and counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from benchmarks.sheets import at_equal_distances, make_sheets
from benchmarks.sheets_marks import QUESTIONS, SUFFIX, WrongMark, table_of
from benchmarks.sheets_pages import HEIGHT, WIDTH
from books.models import Scene

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.mark.whole
@pytest.mark.usefixtures("small_pictures")
def test_each_scene_stands_beside_its_text_and_has_a_row_in_the_form(sample_epub: Path, tmp_path: Path) -> None:
    *sheets, form = make_sheets(sample_epub, count=5, folder=tmp_path)

    page, *images = sheets
    scenes = [row["scene"] for row in json.loads(form.read_text())["scenes"]]
    html = page.read_text()
    assert len(scenes) == len(set(scenes)) == 5
    assert scenes == sorted(scenes)
    assert html.count("<img") == 5
    first = Scene.objects.get(number=scenes[0])
    assert first.paragraphs[-1][:40] in html
    assert [Image.open(image).size for image in images] == [(WIDTH, 4 * HEIGHT), (WIDTH, HEIGHT)]


def test_scenes_stand_at_equal_distances() -> None:
    assert at_equal_distances(range(1, 101), 4) == [13, 38, 63, 88]
    assert at_equal_distances([3, 8], 12) == [3, 8]


def test_marks_are_added_up_and_scenes_without_marks_left_out(tmp_path: Path) -> None:
    fill_in(tmp_path, "one", [[1, 1, 1, 0, 1], [1, 0, 1, 0, 0], [None] * 5])
    fill_in(tmp_path, "two", [[0, 0, 1, 1, 0]])

    assert table_of([tmp_path]).splitlines()[2:] == [
        "| one | 2 | 2 | 1 | 2 | 0 | 1 |",
        "| two | 1 | 0 | 0 | 1 | 1 | 0 |",
        "| all | 3 | 2 | 1 | 3 | 1 | 1 |",
    ]


@pytest.mark.parametrize("wrong", [2, "1", True, None])
def test_a_form_with_a_mark_that_is_none_is_refused(tmp_path: Path, wrong: object) -> None:
    fill_in(tmp_path, "one", [[1, 1, wrong, 0, 1]])

    with pytest.raises(WrongMark, match=r"scene 1: time"):
        table_of([tmp_path])


def fill_in(folder: Path, book: str, marks: list[list[object]]) -> None:
    rows = [{"scene": n, **dict(zip(QUESTIONS, row, strict=True))} for n, row in enumerate(marks, 1)]
    (folder / f"{book}{SUFFIX}").write_text(json.dumps({"book": book, "scenes": rows}))
