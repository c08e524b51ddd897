from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vividpages.tests.replays.house import House

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User


@pytest.fixture
def house(reader: User, stranger: User, tmp_path: Path) -> House:
    return House(tmp_path, reader, stranger)
