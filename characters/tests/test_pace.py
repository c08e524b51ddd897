"""A part of a book is marked for a service's prompt cache where the cache will still have it, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.utils import timezone

from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from characters.analysis.pace import is_read_soon, is_warm
from jobs.models import Unit

if TYPE_CHECKING:
    from accounts.models import User
    from jobs.models import Job


@pytest.fixture
def job(reader: User) -> Job:
    return make_job(make_vividpage(owner=reader, title="A Book"), "analysis", planned=True)


def lay_out(job: Job, kind: str, count: int, *, first: int = 1, **fields: object) -> list[Unit]:
    return [
        Unit.objects.create(job=job, kind=kind, number=first + n, target=UUID(int=n), label="x", **fields)
        for n in range(count)
    ]


def soon(unit: Unit) -> bool:
    return is_read_soon(unit, find="find", at_once=8)


def test_every_part_of_an_ordinary_novel_is_read_again_in_time() -> None:
    assert all(is_warm(part, 12, at_once=8) for part in range(12))


def test_of_a_book_of_thirty_parts_some_are_not_and_of_sixty_none_is() -> None:
    assert 10 < sum(is_warm(part, 30, at_once=8) for part in range(30)) < 20
    assert not any(is_warm(part, 60, at_once=8) for part in range(60))


def test_parts_of_a_long_book_are_not_marked(job: Job) -> None:
    parts = lay_out(job, "find", 60)

    assert not any(soon(part) for part in parts)


def test_where_the_service_is_quick_they_are(job: Job) -> None:
    now = timezone.now()
    parts = lay_out(job, "find", 60)
    Unit.objects.filter(number__lte=8).update(state="done", started=now - timedelta(seconds=5), finished=now)

    assert all(soon(part) for part in parts)


@pytest.mark.parametrize(("minutes", "is_marked"), [(1, True), (6, False)])
def test_the_second_reading_is_marked_if_the_first_was_just_now(job: Job, minutes: int, is_marked: bool) -> None:
    searched = timezone.now() - timedelta(minutes=minutes)
    lay_out(job, "find", 1, state="done", started=searched, finished=searched)
    (unit,) = lay_out(job, "analyse", 1, first=2)

    assert soon(unit) is is_marked
