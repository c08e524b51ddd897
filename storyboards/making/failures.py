"""What of a book did not work, by the kind of model that could do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.making import MAKING
from jobs.queries import failures_of
from storyboards.making.stages import kind_of

if TYPE_CHECKING:
    from books.models import VividPage
    from jobs.models import Unit
    from providers.choosing.catalogue import Kind


def failures_by_kind(vividpage: VividPage) -> dict[Kind, list[Unit]]:
    """Group the units that were set aside by the kind of model that their stage calls."""
    failures: dict[Kind, list[Unit]] = {}
    for unit in failures_of(pipeline=MAKING, subject=vividpage.pk):
        kind = kind_of(unit.job.stage)
        if kind is not None:
            failures.setdefault(kind, []).append(unit)
    return failures
