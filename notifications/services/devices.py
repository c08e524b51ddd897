"""Devices that take pushes: switched on in the browser, for the reader who is signed in there, until they are not."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction

from accounts.services import one_at_a_time
from notifications.models import PushDevice
from notifications.models.channels import LONGEST_ENDPOINT
from providers.network.addresses import AddressRefused, check_base_url

if TYPE_CHECKING:
    from accounts.models import User

POINT_BYTES, SECRET_BYTES = 65, 16


class DeviceRefused(Exception):
    """A device is not kept; the words are the reader's."""


@transaction.atomic
def add_device(*, owner: User, endpoint: str, p256dh: str, auth: str, session: str, name: str) -> PushDevice:
    """Keep a device; what somebody else had switched on in this browser ends. Raises DeviceRefused."""
    one_at_a_time(owner)
    _check(endpoint, p256dh, auth)
    most = settings.NOTIFY_DEVICES_PER_READER
    others = PushDevice.objects.filter(owner=owner).exclude(endpoint=endpoint)
    if others.count() >= most:
        raise DeviceRefused(f"Pushes are on for {most} devices; switch one of them off first.")
    shown = " ".join(name.split())[:60] or "A browser"
    PushDevice.objects.filter(endpoint=endpoint).exclude(owner=owner).delete()
    device, _ = PushDevice.objects.update_or_create(
        endpoint=endpoint,
        defaults={"owner": owner, "p256dh": p256dh, "auth": auth, "session": session, "name": shown},
    )
    return device


def remove_device(*, owner: User, endpoint: str) -> None:
    """Forget the device of an endpoint."""
    PushDevice.objects.filter(owner=owner, endpoint=endpoint).delete()


def unpadded(text: str) -> bytes:
    """Decode base64url without padding. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise ValueError("not base64url") from None


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    private = settings.ALLOW_PRIVATE_WEBHOOKS
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.startswith(("https://", "http://") if private else "https://"):
        raise DeviceRefused("This browser's push service has no address that can be used.")
    try:
        check_base_url(endpoint.partition("?")[0][:500], allow_private=private)
        point, secret = unpadded(p256dh), unpadded(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (AddressRefused, ValueError):
        raise DeviceRefused("This browser's push service has sent something that cannot be used.") from None
    if len(point) != POINT_BYTES or len(secret) != SECRET_BYTES:
        raise DeviceRefused("This browser's push service has sent something that cannot be used.")
