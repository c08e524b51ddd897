"""Good files raise no alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publishing.preflight import report
from publishing.preflight.tests.good_files import GOOD

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
