"""A reader's connection with Canva: kept sealed, renewed by one at a time, and ended."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts import connections
from accounts.sealing import SealingError
from publishing.canva import consent
from publishing.canva.refusals import CONNECT_AGAIN, CONNECT_FIRST, CanvaRefused, ConnectAgain
from publishing.canva.settings import SERVICE
from publishing.models import Template

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import Connection
    from publishing.canva.consent import Grant

EARLY = timedelta(minutes=1)
"""A token that ends so soon is renewed before it is used."""


def is_connected(owner_id: UUID) -> bool:
    """Return whether a reader has connected their account."""
    return connections.connection_to(SERVICE, owner_id=owner_id) is not None


@sensitive_variables()
def connect(*, owner_id: UUID, grant: Grant) -> None:
    """Keep what Canva gave. Raises CanvaRefused if the reader did not allow all that is needed."""
    if missing := grant.missing_scopes:
        consent.revoke(grant.refresh_token)
        raise CanvaRefused(
            f"Canva was not allowed everything that is needed. Connect again and allow: {', '.join(missing)}."
        )
    try:
        _keep(owner_id, grant)
    except SealingError as error:
        raise CanvaRefused(str(error)) from None


@sensitive_variables()
def disconnect(*, owner_id: UUID) -> bool:
    """Forget the connection and what is known of templates, and have Canva forget it, too; False if Canva did not."""
    with transaction.atomic():
        connection = connections.locked_connection_to(SERVICE, owner_id=owner_id)
        if connection is None:
            return True
        token = _refresh_token_or_nothing(connection)
        connections.delete_connection(connection=connection)
        Template.objects.filter(owner=owner_id).delete()
    return bool(token) and consent.revoke(token)


class Access:
    """The token of a reader for calls to Canva. Asks the database each time, so that all workers use the newest."""

    def __init__(self, owner_id: UUID) -> None:
        self._owner_id = owner_id

    @sensitive_variables()
    def token(self) -> str:
        """Return a token that works as far as is known. Raises ConnectAgain and CanvaRefused."""
        connection = connections.connection_to(SERVICE, owner_id=self._owner_id)
        if connection is None:
            raise ConnectAgain(CONNECT_FIRST)
        access, _ = _tokens(connection)
        return access if connection.expires > timezone.now() + EARLY else self.renewed(access)

    @sensitive_variables()
    def renewed(self, rejected: str) -> str:
        """Return a token in the place of one that Canva rejects, or that ends soon.

        The row is locked while Canva is asked, because a refresh token works once: who waits gets what the first got.
        Raises ConnectAgain, and forgets the connection, if Canva gives none.
        """
        with transaction.atomic():
            connection = connections.locked_connection_to(SERVICE, owner_id=self._owner_id)
            if connection is None:
                raise ConnectAgain(CONNECT_AGAIN)
            access, refresh = _tokens(connection)
            if access != rejected:
                return access
            try:
                grant = consent.refreshed(refresh)
            except ConnectAgain:
                connections.delete_connection(connection=connection)
            else:
                _keep(self._owner_id, grant)
                return grant.access_token
        raise ConnectAgain(CONNECT_AGAIN)


@sensitive_variables()
def _keep(owner_id: UUID, grant: Grant) -> None:
    connections.keep_connection(
        owner_id=owner_id,
        service=SERVICE,
        secret=json.dumps([grant.access_token, grant.refresh_token]),
        expires=timezone.now() + timedelta(seconds=grant.expires_in),
    )


@sensitive_variables()
def _tokens(connection: Connection) -> tuple[str, str]:
    try:
        access, refresh = json.loads(connections.open_connection(connection=connection))
    except SealingError as error:
        raise CanvaRefused(str(error)) from None
    return access, refresh


@sensitive_variables()
def _refresh_token_or_nothing(connection: Connection) -> str:
    try:
        return _tokens(connection)[1]
    except CanvaRefused:
        return ""
