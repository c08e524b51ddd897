"""Sealing the secrets of second factors anew, with those of keys (`accounts.rotation`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.factors.adapter import PLACE, read, written

if TYPE_CHECKING:
    from accounts.rotation import Rotation
    from accounts.sealing import Keyring

SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""What of a row's data is sealed."""


def reseal_factors(ring: Keyring, rotation: Rotation, *, dry_run: bool) -> None:
    """Seal each secret anew that is not under the first key-encryption key; count what came of it in `rotation`."""
    for pk in Authenticator.objects.filter(type__in=SECRETS).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if row is not None:
                _reseal(row, ring, rotation, dry_run=dry_run)


@sensitive_variables()
def _reseal(row: Authenticator, ring: Keyring, rotation: Rotation, *, dry_run: bool) -> None:
    name = SECRETS[row.type]
    with rotation.counted():
        sealed = read(row.data[name])
        if sealed.kek_id == ring.first:
            rotation.already += 1
            return
        row.data[name] = written(ring.seal(ring.open(sealed, PLACE), PLACE))
        rotation.resealed += 1
        if not dry_run:
            row.save(update_fields=["data"])
