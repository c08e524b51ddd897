from __future__ import annotations

import pytest

from books.models import VividPage
from characters.editing.tests.books import make_book
from characters.models import Character


@pytest.fixture
def vividpage(reader) -> VividPage:
    return make_book(reader)


@pytest.fixture
def called(vividpage):
    return lambda name: Character.objects.get(vividpage=vividpage, name=name)


@pytest.fixture
def scene(vividpage):
    return lambda number: vividpage.scenes.get(number=number)
