from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from characters.editing.tests.books import make_book
from characters.models import Character

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def called(vividpage: VividPage) -> Any:
    return lambda name: Character.objects.get(vividpage=vividpage, name=name)


@pytest.fixture
def scene(vividpage: VividPage) -> Any:
    return lambda number: vividpage.scenes.get(number=number)
