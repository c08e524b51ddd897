"""A kind of edition for tests, which does what a test wants while it is made; and a worker that makes editions."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pydantic import Field

from jobs import engine
from jobs.models import Job
from publishing import catalogue
from publishing.kinds.kind import Check, EditionKind, Made, Options
from publishing.making import EDITION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.kinds.kind import Tell
    from publishing.models import Edition
    from publishing.publication import Publication

NAME = "leaflet"


class LeafletOptions(Options):
    """One of each type that is asked for."""

    greeting: str = Field(default="Hello", title="Greeting", description="Stands first.", max_length=40)
    copies: int = Field(default=1, title="Copies", ge=1, le=9)
    margin: float = Field(default=0.5, title="Margin", description="In inches.", ge=0, le=2)
    is_folded: bool = Field(default=False, title="Fold it")
    paper: Literal["white", "cream"] = Field(default="white", title="Paper")


@dataclass
class Leaflets:
    """Makes leaflets: text files of the greeting and the title. `deed` is done while one is made."""

    deed: Callable[[], None] = lambda: None
    made: list[Path] = field(default_factory=list)
    tells: int = 3

    def make(self, publication: Publication, options: LeafletOptions, folder: Path, tell: Tell) -> Made:
        """Make one."""
        self.made.append(folder)
        file = folder / "leaflet.txt"
        file.write_text(f"{options.greeting}, {publication.book.title}!\n" * options.copies, encoding="utf-8")
        self.deed()
        for number in range(self.tells):
            tell(number + 1, self.tells)
        check = Check("margin", "warning", "The margin is narrow.", mend="Choose a wider one.", page=1)
        return Made(file, pages=options.copies, checks=(check,) if options.margin < 0.25 else ())


@contextmanager
def leaflets_offered() -> Iterator[Leaflets]:
    """Have leaflets among the kinds, before all others."""
    leaflets = Leaflets()
    kind = EditionKind(
        NAME, "Leaflet", "A page to hand out.", ".txt", "text/plain", options=LeafletOptions, make=leaflets.make
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "KINDS", (kind, *catalogue.KINDS))
        yield leaflets


def work_on(edition: Edition) -> Edition:
    """Do what a worker does until nothing is left to do for an edition; return it as it is then."""
    work_on_jobs_of(edition)
    edition.refresh_from_db()
    return edition


def work_on_jobs_of(edition: Edition) -> None:
    """Do what a worker does until nothing is left to do for an edition."""
    for job in Job.objects.filter(pipeline=EDITION, subject=edition.pk):
        engine.work_on(job, seconds=math.inf)
