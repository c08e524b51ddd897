"""Good files raise no alarm."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from publishing.preflight import report
from publishing.preflight.tests.good_files import GOOD, saved
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


def test_text_of_a_cover_may_come_as_near_to_the_cut_as_covers_allow(tmp_path: Path) -> None:
    make, choices = GOOD["cover-120"]
    path = tmp_path / "cover.pdf"
    with pikepdf.open(BytesIO(make())) as pdf:
        writes(14, left=8, top=0.56)(pdf, pdf.pages[0])
        path.write_bytes(saved(pdf))

    assert report(path, choices) == ()
