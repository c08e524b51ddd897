"""Books of the tests' own kind, and working on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs.models import Job
from jobs.tests.working import work_out
from writing import services
from writing.kinds import catalogue
from writing.making import WRITING
from writing.tests.rhymes import NAME, Rhymer, kind_by

if TYPE_CHECKING:
    from accounts.models import User
    from writing.models import WrittenBook

Begin = "Callable[..., WrittenBook]"


@pytest.fixture
def author(monkeypatch: pytest.MonkeyPatch) -> Rhymer:
    """The author of the tests' kind of book, which is the only kind there is."""
    rhymer = Rhymer()
    monkeypatch.setattr(catalogue, "KINDS", (kind_by(rhymer),))
    return rhymer


@pytest.fixture
def book(author: Rhymer, reader: User) -> WrittenBook:
    """A book of which there is a brief."""
    return services.start_book(owner=reader, kind=NAME, brief={"hero": "Wick", "author_name": "Ann Reader"})


def work(book: WrittenBook) -> WrittenBook:
    """Work until nothing of the writing is left; return the book afresh."""
    while job := Job.objects.filter(pipeline=WRITING, subject=book.pk, state=Job.State.RUNNING).first():
        work_out(job)
    fresh: WrittenBook = type(book).objects.select_related("vividpage", "plan").get(pk=book.pk)
    return fresh
