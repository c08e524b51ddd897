"""When a reader may be told: quiet hours and digests by the clock on their wall, through changes of summer time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from notifications.models import Preferences

MINUTE = timedelta(minutes=1)


def is_quiet(moment: datetime, zone: ZoneInfo, start: time | None, end: time | None) -> bool:
    """Return whether the clock in `zone` stands within quiet hours. They may go over midnight; equal ends are none."""
    if start is None or end is None or start == end:
        return False
    clock = moment.astimezone(zone).time()
    return start <= clock < end if start < end else clock >= start or clock < end


def after_quiet(moment: datetime, zone: ZoneInfo, start: time | None, end: time | None) -> datetime:
    """Return the first moment from `moment` on that is not quiet.

    Quiet hours that end in an hour that summer time skips end with the skip; of an hour that comes twice, the first
    that shows their end counts.
    """
    if end is None or not is_quiet(moment, zone, start, end):
        return moment
    return _next_at(moment, zone, end)


def next_hour(moment: datetime, zone: ZoneInfo, hour: int) -> datetime:
    """Return when the clock in `zone` next shows a full hour, after `moment`."""
    return _next_at(moment, zone, time(hour))


def mail_due(moment: datetime, preferences: Preferences, *, gather: timedelta) -> datetime:
    """Return when mail of what happens now is sent: with whatever else has gathered by then."""
    hour, zone = preferences.digest_hour, preferences.zone
    first = moment + gather if hour is None else next_hour(moment, zone, hour)
    return out_of_quiet(first, preferences)


def out_of_quiet(moment: datetime, preferences: Preferences) -> datetime:
    """Return `moment`, or when the reader's quiet hours are over."""
    return after_quiet(moment, preferences.zone, preferences.quiet_from, preferences.quiet_until)


def _next_at(moment: datetime, zone: ZoneInfo, clock: time) -> datetime:
    """Return the next moment, after `moment`, at which a clock shows a time; if it is skipped, the end of the skip."""
    day = moment.astimezone(zone).date()
    for ahead in range(-1, 3):
        wall = datetime.combine(day + timedelta(days=ahead), clock)
        for at in _moments_of(wall, zone):
            if at > moment:
                return at
    raise AssertionError("a day has an end")


def _moments_of(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return when clocks show a date and time: once, twice in an hour that comes twice, or when it is skipped."""
    first, second = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return [first, second]
    while first.astimezone(zone).replace(tzinfo=None) < wall:
        first += MINUTE
    return [first]
