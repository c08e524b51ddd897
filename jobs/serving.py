"""Which work a worker takes: all, or what WORKER_STAGES names, so that a machine can be kept for what it is good at.

A worker that is kept for some stages takes nothing from the queue, whose wake-ups are all alike and would be lost to
those whom they are meant for: it looks by itself every second whether there is work of its stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from jobs import pipelines

QUEUE = "queue"
"""Names the tasks of the queue: batches, mails, schedules, wake-ups."""


class UnknownStages(ValueError):
    """WORKER_STAGES names something that there is not; the words are for the operator."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What a worker takes: stages as “pipeline/stage”, None for all; and whether it takes tasks from the queue."""

    stages: tuple[str, ...] | None
    takes_queue: bool


EVERYTHING = Serving(None, takes_queue=True)


def here() -> Serving:
    """Return what the workers of this process take. Raises UnknownStages."""
    return serving_of(settings.WORKER_STAGES)


@lru_cache(maxsize=8)
def serving_of(text: str) -> Serving:
    """Read WORKER_STAGES: names of pipelines, of stages, “pipeline/stage” or “queue”, with commas between.

    A name after a minus is left out, of all if nothing else is named. Raises UnknownStages.
    """
    terms = [term.strip() for term in text.split(",") if term.strip()]
    if not terms:
        return EVERYTHING
    every = [f"{pipeline.name}/{stage}" for pipeline in pipelines.all_pipelines() for stage in pipeline.stage_names]
    named = [term for term in terms if not term.startswith("-")]
    left_out = [term.removeprefix("-").strip() for term in terms if term.startswith("-")]
    wanted = _matching(named, every) if named else {*every}
    stages = wanted - _matching(left_out, every)
    takes_queue = QUEUE not in left_out and (not named or QUEUE in named)
    return Serving(tuple(stage for stage in every if stage in stages), takes_queue)


def _matching(terms: list[str], every: list[str]) -> set[str]:
    stages: set[str] = set()
    for term in terms:
        found = {stage for stage in every if term in (stage, *stage.split("/"))}
        if not found and term != QUEUE:
            names = sorted({name for stage in every for name in stage.split("/")} | {QUEUE})
            raise UnknownStages(f"WORKER_STAGES names “{term}”. There are: {', '.join(names)}.")
        stages |= found
    return stages
