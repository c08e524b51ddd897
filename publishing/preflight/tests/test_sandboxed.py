"""Strangers' files are checked in a process of its own, whatever is in them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from publishing.preflight import PrintChoices
from publishing.preflight.child import CheckLimits
from publishing.preflight.choices import ChoiceRefused
from publishing.preflight.inspecting import inspect
from publishing.preflight.sandboxed import TOO_MUCH_MEMORY, TOO_MUCH_TIME, check_file
from publishing.preflight.tests.good_files import novel
from publishing.preflight.tests.hostile_files import HOSTILE, bomb, laughs, many_pages

if TYPE_CHECKING:
    from pathlib import Path

NARROW = PrintChoices(trim="6x9", binding="paperback", ink="black", paper="white")


@pytest.fixture
def narrow_novel(tmp_path: Path) -> Path:
    """A novel whose lines are too near to the edges."""
    path = tmp_path / "book.pdf"
    path.write_bytes(novel(6, 9, inside=0.2, outside=0.1))
    return path


def test_a_file_is_checked_as_in_this_process_and_its_places_are_drawn(narrow_novel: Path) -> None:
    checked = check_file(narrow_novel, NARROW)

    assert checked.inspection == inspect(narrow_novel, NARROW)
    assert {checked.inspection.checks[number].rule for number in checked.pictures} == {"text_near_edge", "gutter"}
    for data in checked.pictures.values():
        with Image.open(BytesIO(data)) as picture:
            assert max(picture.size) == pytest.approx(420, abs=2)


def test_a_choice_that_no_printer_has_is_refused_as_in_this_process(narrow_novel: Path) -> None:
    with pytest.raises(ChoiceRefused, match="vellum"):
        check_file(narrow_novel, PrintChoices(paper="vellum"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(HOSTILE[name]())

    checked = check_file(path, PrintChoices())

    assert checked.inspection.checks
    assert checked.inspection.is_refused


def test_what_is_drawn_without_end_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(laughs())

    words = [check.words for check in check_file(path, PrintChoices()).inspection.checks]

    assert "The page is so intricate that only its beginning was checked." in words


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(many_pages(20_000))

    checked = check_file(path, PrintChoices(), CheckLimits(seconds=0.2))

    assert checked.inspection.checks == (TOO_MUCH_TIME,)


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(bomb(90))

    checked = check_file(path, PrintChoices(), CheckLimits(memory=160 * 1024 * 1024))

    assert checked.inspection.checks == (TOO_MUCH_MEMORY,)
