"""Quiet hours and digests by the clock on the wall, against the clock itself, minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.delivering import engine
from notifications.hours import after_quiet, is_quiet, next_hour
from notifications.kinds import CHOSEN_KINDS, Channel, Kind
from notifications.models import Delivery
from notifications.services import notify
from notifications.services.preferring import PreferencesRefused, Wanted, prefer

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "start", "end", "expected"),
    [
        ("2026-01-10 23:00", BERLIN, time(22), time(7), "2026-01-11 06:00"),
        ("2026-01-10 12:00", BERLIN, time(22), time(7), "2026-01-10 12:00"),
        ("2026-01-10 06:00", BERLIN, time(22), time(7), "2026-01-10 06:00"),
        ("2026-03-28 23:00", BERLIN, time(22), time(7), "2026-03-29 05:00"),  # summer time begins in that night
        ("2026-10-24 22:00", BERLIN, time(22), time(7), "2026-10-25 06:00"),  # and ends in that one
        ("2026-03-29 00:30", BERLIN, time(22), time(2, 30), "2026-03-29 01:00"),  # the end is skipped
        ("2026-10-25 00:10", BERLIN, time(22), time(2, 30), "2026-10-25 00:30"),  # the end comes twice
        ("2026-10-25 01:10", BERLIN, time(22), time(2, 30), "2026-10-25 01:30"),
        ("2026-06-01 16:30", NEW_YORK, time(12), time(14), "2026-06-01 18:00"),
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(
    moment: str, zone: ZoneInfo, start: time, end: time, expected: str
) -> None:
    assert after_quiet(utc(moment), zone, start, end) == utc(expected)


@settings(max_examples=150)
@given(
    day=st.sampled_from(["2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-06-15", "2026-04-04"]),
    minutes=st.integers(0, 2 * 1440),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
    start=st.integers(0, 1439),
    end=st.integers(0, 1439),
)
def test_the_end_of_quiet_is_the_first_minute_that_is_not(
    day: str, minutes: int, zone: str, start: int, end: int
) -> None:
    where, moment = ZoneInfo(zone), utc(f"{day} 00:00") + minutes * MINUTE
    hours = time(start // 60, start % 60), time(end // 60, end % 60)
    expected = moment
    while is_quiet(expected, where, *hours):
        expected += MINUTE

    assert after_quiet(moment, where, *hours) == expected


def test_a_digest_comes_once_on_a_day_that_has_its_hour_twice_or_not_at_all() -> None:
    assert next_hour(utc("2026-10-24 20:00"), BERLIN, 2) == utc("2026-10-25 00:00")
    assert next_hour(utc("2026-03-28 20:00"), BERLIN, 2) == utc("2026-03-29 01:00")


@pytest.mark.django_db
def test_what_happens_in_quiet_hours_is_told_afterwards_by_one_mail(reader: User, settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.com"
    clock = timezone.now().astimezone(BERLIN)
    start, end = (clock - timedelta(hours=1)).time(), (clock + timedelta(hours=2)).time()
    everything = {kind: frozenset(Channel) for kind in CHOSEN_KINDS}
    wanted = Wanted(everything, "Europe/Berlin", start.replace(second=0), end.replace(second=0))
    prefer(reader=reader, wanted=wanted)
    for key in "ab":
        notify(readers=[reader.pk], kind=Kind.DONE, key=key, title=f"{key} is ready.")

    engine.deliver_due()
    assert mail.outbox == []
    assert all(one.due >= timezone.now() + timedelta(minutes=115) for one in Delivery.objects.all())

    Delivery.objects.update(due=timezone.now())
    engine.deliver_due()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted", [Wanted(time_zone="Middle/Earth"), Wanted(quiet_from=time(22)), Wanted(digest_hour=24)]
)
def test_what_no_clock_shows_is_refused(reader: User, wanted: Wanted) -> None:
    with pytest.raises(PreferencesRefused):
        prefer(reader=reader, wanted=wanted)
