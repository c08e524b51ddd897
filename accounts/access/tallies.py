"""Counting what may be done only so often: one statement for each count, so that many at once are all counted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import Tally

if TYPE_CHECKING:
    from datetime import datetime

COUNT = """
INSERT INTO accounts_tally AS tally (key, count, until)
VALUES (%(key)s, 1, clock_timestamp() + make_interval(secs => %(seconds)s))
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN tally.until <= clock_timestamp() THEN 1 ELSE tally.count + 1 END,
    until = CASE WHEN tally.until <= clock_timestamp() THEN excluded.until ELSE tally.until END
RETURNING count, until
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of `what` within so many seconds from the first; 0: as many as you like."""

    what: str
    most: int
    seconds: float


class TooOften(Exception):
    """A limit is reached; it is lifted at `until`."""

    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(limit.what)
        self.limit = limit
        self.until = until

    @property
    def seconds(self) -> int:
        """How long to wait."""
        return seconds_to(self.until)

    @property
    def wait(self) -> str:
        """How long to wait, as people say it: “12 minutes”."""
        minutes = max(1, -int((timezone.now() - self.until).total_seconds() // 60))
        if minutes < 90:
            return f"{minutes} minutes" if minutes > 1 else "a minute"
        return f"{round(minutes / 60)} hours"


def seconds_to(moment: datetime) -> int:
    """Return how many seconds there are to a moment, at least one."""
    return max(1, -int((timezone.now() - moment).total_seconds() // 1))


def spend(limit: Limit, *whose: str) -> None:
    """Count one. Raises TooOften if it is one too many."""
    if not limit.most:
        return
    count, until = count_up(limit, *whose)
    if count > limit.most:
        raise TooOften(limit, until)


def count_up(limit: Limit, *whose: str) -> tuple[int, datetime]:
    """Count one, whatever the limit; how many there are, and when they are over."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": _key(limit, whose), "seconds": limit.seconds})
        count, until = cursor.fetchone()
    return count, until


def check(limit: Limit, *whose: str) -> None:
    """Raise TooOften if one more would be one too many. Counts nothing."""
    full = Tally.objects.filter(key=_key(limit, whose), count__gte=limit.most, until__gt=timezone.now())
    if limit.most and (tally := full.first()):
        raise TooOften(limit, tally.until)


def give_back(limit: Limit, *whose: str) -> None:
    """Take one back that was counted before it was known to be harmless."""
    Tally.objects.filter(key=_key(limit, whose), count__gt=0).update(count=F("count") - 1)


def clear_expired() -> None:
    """Delete the counts that are over."""
    Tally.objects.filter(until__lte=timezone.now()).delete()


def _key(limit: Limit, whose: tuple[str, ...]) -> str:
    """Hash whose tally it is: it can be an e-mail address, and no table of those who try is kept."""
    return f"{limit.what}:{hashlib.sha256(chr(0).join(whose).encode()).hexdigest()}"
