"""Books of the tests' own kind, as pages find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from writing import services
from writing.tests.conftest import author, book, work

if TYPE_CHECKING:
    from writing.models import WrittenBook

__all__ = ["author", "book"]


@pytest.fixture
def planned(book: WrittenBook) -> WrittenBook:
    """A book that has a plan."""
    services.plan(book=book)
    return work(book)


@pytest.fixture
def written(planned: WrittenBook) -> WrittenBook:
    """A book that is written and bound."""
    services.approve(book=planned)
    return work(planned)
