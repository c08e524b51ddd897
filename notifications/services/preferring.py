"""What a reader prefers: channels by kind, quiet hours, the hour of the digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from zoneinfo import available_timezones

from django.core import signing
from django.core.signing import BadSignature
from django.db import transaction

from accounts.models import User
from notifications.kinds import CHOSEN_KINDS, Channel, Kind
from notifications.models import Preferences

SALT = "notifications.unsubscribe"


class PreferencesRefused(Exception):
    """It cannot be kept so; the words are the reader's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader has chosen: the channels that are on, by kind, and hours by their clock."""

    channels: Mapping[Kind, frozenset[Channel]] = field(default_factory=dict)
    time_zone: str = "UTC"
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_hour: int | None = None


def preferences_of(user: User) -> Preferences:
    """Return what a reader prefers; the standard, not saved, if they have chosen nothing."""
    return Preferences.objects.filter(reader=user).first() or Preferences.standard(user.pk)


@transaction.atomic
def prefer(*, reader: User, wanted: Wanted) -> Preferences:
    """Keep what a reader prefers. Raises PreferencesRefused."""
    if wanted.time_zone not in available_timezones():
        raise PreferencesRefused("Choose the time zone that you are in, such as Europe/Berlin.")
    if (wanted.quiet_from is None) != (wanted.quiet_until is None):
        raise PreferencesRefused("Quiet hours have a beginning and an end: fill in both, or neither.")
    if wanted.digest_hour is not None and wanted.digest_hour not in range(24):
        raise PreferencesRefused("Choose an hour of the day.")
    muted = {
        kind.value: sorted(
            channel.value for channel in Channel if channel not in wanted.channels.get(kind, frozenset())
        )
        for kind in CHOSEN_KINDS
    }
    kept, _ = Preferences.objects.update_or_create(
        reader=reader,
        defaults={
            "muted": {kind: channels for kind, channels in muted.items() if channels},
            "time_zone": wanted.time_zone,
            "quiet_from": wanted.quiet_from,
            "quiet_until": wanted.quiet_until,
            "digest_hour": wanted.digest_hour,
        },
    )
    return kept


def unsubscribe_token(reader: object) -> str:
    """Return what proves, in an address in a mail, that its reader wants no more."""
    return signing.dumps(str(reader), salt=SALT, compress=False)


def reader_of_token(token: str) -> User | None:
    """Return whose mail a token stood in; None if it is not one of ours, or its reader is gone."""
    try:
        reader = signing.loads(token, salt=SALT)
    except BadSignature:
        return None
    return User.objects.filter(pk=reader).first()


@transaction.atomic
def mute_mail(*, reader: User) -> None:
    """Send a reader no mail of notifications any more; the rest of what they prefer stays."""
    kept, _ = Preferences.objects.select_for_update().get_or_create(
        reader=reader, defaults={"time_zone": Preferences.standard(reader.pk).time_zone}
    )
    for kind in CHOSEN_KINDS:
        kept.muted[kind.value] = sorted({*kept.muted.get(kind.value, ()), Channel.MAIL.value})
    kept.save(update_fields=["muted"])
