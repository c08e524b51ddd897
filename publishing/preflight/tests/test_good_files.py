"""Good files raise no alarm."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from publishing.preflight import PrintChoices, report
from publishing.preflight.tests.good_files import GOOD, bound_on_the_right, saved
from publishing.preflight.tests.planting import writes

if TYPE_CHECKING:
    from pathlib import Path

SAID_OF_NO_FAULT = {"cover-without-a-book": {"cover_unknown"}}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_raises_no_alarm(name: str, tmp_path: Path) -> None:
    make, choices = GOOD[name]
    path = tmp_path / "book.pdf"
    path.write_bytes(make())

    checks = report(path, choices)

    assert [check for check in checks if check.rule not in SAID_OF_NO_FAULT.get(name, set())] == []


def test_a_book_that_says_it_is_read_from_the_right_has_its_fold_there(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(bound_on_the_right())

    assert "gutter" not in {check.rule for check in report(path, PrintChoices(trim="6x9"))}
    as_others = report(path, PrintChoices(trim="6x9", bound_right=False))
    assert "gutter" in {check.rule for check in as_others}


def test_whoever_knows_that_a_book_is_bound_on_the_right_may_say_it(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    with pikepdf.open(BytesIO(bound_on_the_right())) as pdf:
        del pdf.Root.ViewerPreferences
        path.write_bytes(saved(pdf))

    assert "gutter" in {check.rule for check in report(path, PrintChoices(trim="6x9"))}
    assert "gutter" not in {check.rule for check in report(path, PrintChoices(trim="6x9", bound_right=True))}


def test_text_of_a_cover_may_come_as_near_to_the_cut_as_covers_allow(tmp_path: Path) -> None:
    make, choices = GOOD["cover-120"]
    path = tmp_path / "cover.pdf"
    with pikepdf.open(BytesIO(make())) as pdf:
        writes(14, left=8, top=0.56)(pdf, pdf.pages[0])
        path.write_bytes(saved(pdf))

    assert report(path, choices) == ()
