"""How much work waits, and for how long: for who watches, and for what starts and stops workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jobs import queue

if TYPE_CHECKING:
    from jobs.serving import Serving

DEPTH = """
WITH open AS (
    SELECT job.id, job.pipeline, job.stage, job.planned, unit.id AS unit, unit.state, unit.lease_until,
        unit.asks, unit.not_before, unit.waits_for_id, unit.phase,
        GREATEST(job.created, job.taken_up, (
            SELECT max(GREATEST(started, finished)) FROM jobs_unit WHERE job_id = job.id
        )) AS last_progress,
        unit.needed AND (
            unit.asks OR unit.attempts > %(most)s OR (unit.attempts = %(most)s AND unit.state = 'waiting')
        ) AS is_held
    FROM jobs_job AS job
    LEFT JOIN jobs_unit AS unit ON unit.job_id = job.id AND unit.state IN ('waiting', 'claimed')
    WHERE job.state = 'running'
), looked_at AS (
    SELECT open.*,
        min(phase) FILTER (WHERE NOT is_held) OVER (PARTITION BY id) AS first_phase
    FROM open
), known AS (
    SELECT looked_at.*,
        CASE
            WHEN unit IS NULL THEN NOT planned
            WHEN state = 'claimed' THEN lease_until < %(now)s
            ELSE NOT asks AND (not_before IS NULL OR not_before <= %(now)s)
                AND (is_held OR phase = first_phase)
                AND (waits_for_id IS NULL OR NOT EXISTS (
                    SELECT FROM jobs_unit AS other
                    WHERE other.id = looked_at.waits_for_id AND other.state IN ('waiting', 'claimed')
                ))
        END AS is_due
    FROM looked_at
)
SELECT pipeline, stage,
    count(*) FILTER (WHERE is_due),
    count(*) FILTER (WHERE NOT is_due AND state = 'claimed'),
    count(*) FILTER (WHERE NOT is_due AND state = 'waiting'),
    COALESCE(EXTRACT(EPOCH FROM %(now)s - min(GREATEST(last_progress, not_before)) FILTER (WHERE is_due)), 0)
FROM known GROUP BY pipeline, stage ORDER BY pipeline, stage
"""
"""By hand, as the turns of `jobs.turns` are, whose rules these are."""


@dataclass(frozen=True, slots=True)
class StageDepth:
    """The work of one stage: units that could be begun now, that are worked on, and that wait for something else.

    `oldest_seconds` is the longest that a job has had units that could be begun, and none of its units was begun or
    done: how long it waits for a worker. A job whose units are not laid out yet counts as one unit.
    """

    pipeline: str
    stage: str
    due: int
    claimed: int
    later: int
    oldest_seconds: float


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """The work of all stages that a worker takes; `tasks` are those of the queue that nobody has taken yet."""

    stages: tuple[StageDepth, ...]
    tasks: int

    @property
    def due(self) -> int:
        """Units that could be begun now, if there were workers enough."""
        return sum(stage.due for stage in self.stages)

    @property
    def claimed(self) -> int:
        """Units that are worked on."""
        return sum(stage.claimed for stage in self.stages)

    @property
    def oldest_seconds(self) -> float:
        """How long the job waits that has waited longest."""
        return max((stage.oldest_seconds for stage in self.stages), default=0.0)


def queue_depth(serving: Serving | None = None) -> QueueDepth:
    """Look how much work there is, in two queries; with `serving` only that which such a worker takes."""
    with connection.cursor() as cursor:
        cursor.execute(DEPTH, {"most": settings.JOB_MAX_ATTEMPTS, "now": timezone.now()})
        stages = [
            StageDepth(pipeline, stage, due, claimed, later, max(0.0, float(seconds)))
            for pipeline, stage, due, claimed, later, seconds in cursor.fetchall()
        ]
    if serving is not None and serving.stages is not None:
        stages = [stage for stage in stages if f"{stage.pipeline}/{stage.stage}" in serving.stages]
    takes_queue = serving is None or serving.takes_queue
    return QueueDepth(tuple(stages), queue.backlog() if takes_queue else 0)
