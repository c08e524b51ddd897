"""What has become of a try, and when the next one is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from notifications.kinds import Channel
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Delivery.State
_MINUTE = 60.0
WAITS: Mapping[str, tuple[float, ...]] = {
    Channel.WEBHOOK: tuple(_MINUTE * minutes for minutes in (1, 5, 30, 120, 360, 960)),
    Channel.MAIL: tuple(_MINUTE * minutes for minutes in (1, 5, 30, 120)),
    Channel.PUSH: tuple(_MINUTE * minutes for minutes in (1, 5, 30, 120)),
}
"""Seconds after each try that failed, until the next; after the last it is given up. Of a webhook: a day in all."""
LONGEST_WAIT = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a try came to: `state` WAITING is to be tried again. `words` hold nothing of the other side's answer."""

    state: State
    words: str
    code: int | None = None
    after: float | None = None
    """Seconds that the other side asks to be left alone."""
    is_gone: bool = False
    """The target will never take anything again."""


def wait_after(channel: str, tries: int, asked: float | None) -> timedelta | None:
    """Return how long to wait after so many tries; None: it is given up."""
    waits = WAITS[channel]
    if tries > len(waits):
        return None
    return timedelta(seconds=max(waits[tries - 1], min(asked or 0.0, LONGEST_WAIT)))
