"""Connections: tokens that another service gave for a reader, sealed as keys are."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.models import Connection, User
from accounts.sealing import SealContext, Sealed, keyring
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from datetime import datetime


@sensitive_variables()
@transaction.atomic
def keep_connection(*, owner_id: uuid.UUID, service: str, secret: str, expires: datetime) -> Connection:
    """Seal what a service gave and keep it, in the place of what it gave before. Raises SealingError."""
    User.objects.select_for_update(no_key=True).get(pk=owner_id)
    there = Connection.objects.filter(owner=owner_id, service=service).first()
    connection = there or Connection(id=uuid.uuid4(), owner_id=owner_id, service=service)
    sealed = keyring().seal(secret, SealContext(owner_id, connection.pk, service))
    connection.sealed, connection.kek_id, connection.expires = sealed.data, sealed.kek_id, expires
    connection.save()
    record(Event.CONNECTION_KEPT, subject=owner_id, service=service)
    return connection


@sensitive_variables()
def open_connection(*, connection: Connection) -> str:
    """Open what was sealed. Raises SealingError."""
    place = SealContext(connection.owner_id, connection.pk, connection.service)
    return keyring().open(Sealed(connection.kek_id, bytes(connection.sealed)), place)


def connection_to(service: str, *, owner_id: uuid.UUID) -> Connection | None:
    """Return a reader's connection to a service."""
    return Connection.objects.filter(owner=owner_id, service=service).first()


def locked_connection_to(service: str, *, owner_id: uuid.UUID) -> Connection | None:
    """Return it locked until the transaction ends."""
    return Connection.objects.select_for_update().filter(owner=owner_id, service=service).first()


def delete_connection(*, connection: Connection) -> None:
    """Forget it."""
    Connection.objects.filter(pk=connection.pk).delete()
    record(Event.CONNECTION_DELETED, subject=connection.owner_id, service=connection.service)
