"""How often something may be asked, as it is told with each answer: how much is left, and how long to wait.

In the headers of https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ as services write them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.access import tallies

if TYPE_CHECKING:
    from accounts.access.tallies import Limit

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was asked, of how often it may be, until it counts anew in so many seconds."""

    most: int
    count: int
    seconds: int

    @property
    def is_over(self) -> bool:
        """Whether this was once too often."""
        return self.count > self.most

    @property
    def headers(self) -> dict[str, str]:
        """What is told of it."""
        told = {
            "RateLimit-Limit": str(self.most),
            "RateLimit-Remaining": str(max(0, self.most - self.count)),
            "RateLimit-Reset": str(self.seconds),
        }
        return {**told, "Retry-After": str(self.seconds)} if self.is_over else told


def count(limit: Limit, *whose: str) -> Rate:
    """Count one more. One query."""
    number, until = tallies.count_up(limit, *whose)
    return Rate(limit.most, number, tallies.seconds_to(until))
