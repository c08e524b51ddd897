"""Connecting with Canva: consent, sealed tokens, one renewal at a time, and the end of it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection as database
from django.utils import timezone

from accounts.models import Connection
from accounts.rotation import reseal_all
from accounts.tests.keyrings import NEW, OLD
from publishing.canva import connections, consent
from publishing.canva.client import Canva
from publishing.canva.connections import Access
from publishing.canva.designs import templates
from publishing.canva.refusals import CanvaRefused, ConnectAgain
from publishing.canva.settings import integration
from publishing.canva.tests.fixtures import connect
from publishing.canva.tests.server import CLIENT_SECRET, Reply, refused
from publishing.models import Template

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from publishing.canva.tests.server import CanvaServer

TOKEN = "/rest/v1/oauth/token"
TEMPLATES = "/rest/v1/brand-templates"


def titles(reader: User) -> list[str]:
    return [one.title for one in templates(Canva(Access(reader.pk)))]


def test_the_challenge_is_that_of_the_standard() -> None:
    asking = consent.Asking("x", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")  # RFC 7636, appendix B

    assert asking.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert 43 <= len(consent.new_asking().verifier) <= 128
    assert consent.new_asking() != consent.new_asking()


def test_nothing_that_holds_a_secret_shows_it(canva: CanvaServer) -> None:
    asking = consent.new_asking()
    canva.challenge = asking.challenge
    grant = consent.granted(asking, "the-code", redirect_uri="https://books.example.com/account/canva/return/")

    shown = f"{asking!r} {grant!r} {grant} {integration()!r}"

    for secret in (asking.state, asking.verifier, canva.access, canva.refresh, CLIENT_SECRET):
        assert secret not in shown


@pytest.mark.django_db
def test_a_code_with_another_verifier_connects_nobody(canva: CanvaServer) -> None:
    canva.challenge = consent.new_asking().challenge

    with pytest.raises(ConnectAgain):
        consent.granted(consent.new_asking(), "the-code", redirect_uri="https://books.example.com/")


@pytest.mark.django_db
def test_what_is_kept_is_sealed_and_opens(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)

    row = Connection.objects.get(owner=reader, service="canva")
    assert canva.access.encode() not in bytes(row.sealed)
    assert canva.refresh.encode() not in bytes(row.sealed)
    assert Access(reader.pk).token() == canva.access


@pytest.mark.django_db
def test_connections_are_sealed_anew_with_the_keys(canva: CanvaServer, reader: User, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    connect(canva, reader)
    settings.KEY_ENCRYPTION_KEYS = f"{NEW},{OLD}"

    assert reseal_all().resealed == 1

    settings.KEY_ENCRYPTION_KEYS = NEW
    assert Access(reader.pk).token() == canva.access


@pytest.mark.django_db
def test_scopes_that_were_refused_are_named_and_nothing_is_kept(canva: CanvaServer, reader: User) -> None:
    canva.scopes = "asset:read asset:write design:meta:read design:content:read design:content:write"

    with pytest.raises(CanvaRefused, match="brandtemplate:content:read, brandtemplate:meta:read"):
        connect(canva, reader)

    assert not connections.is_connected(reader.pk)
    assert canva.refresh == ""  # revoked


@pytest.mark.django_db
def test_a_token_that_ended_is_renewed_once_and_both_new_ones_are_kept(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    canva.end_access()

    assert titles(reader) == ["Storybook"]
    assert canva.used_up == {"refresh-1"}
    canva.end_access()
    assert titles(reader) == ["Storybook"]
    assert canva.used_up == {"refresh-1", "refresh-2"}


@pytest.mark.django_db
def test_a_token_that_is_about_to_end_is_renewed_before_it_is_used(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    Connection.objects.update(expires=timezone.now())

    assert titles(reader) == ["Storybook"]
    assert len(canva.calls_to(TEMPLATES)) == 1
    assert len(canva.calls_to(TOKEN)) == 1


@pytest.mark.django_db
def test_a_token_that_is_rejected_even_when_new_is_not_renewed_for_ever(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    canva.plan(TEMPLATES, *[refused(401, "invalid_access_token")] * 2)

    with pytest.raises(ConnectAgain, match="again"):
        titles(reader)

    assert len(canva.calls_to(TOKEN)) == 1


@pytest.mark.django_db
def test_a_refresh_token_that_was_revoked_ends_the_connection_in_plain_words(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    canva.access = canva.refresh = ""

    with pytest.raises(ConnectAgain, match="Connect your account with Canva again"):
        titles(reader)

    assert not connections.is_connected(reader.pk)


@pytest.mark.django_db
def test_canva_out_of_order_ends_no_connection(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    canva.end_access()
    canva.plan(TOKEN, Reply({"code": "internal_error"}, 503))

    with pytest.raises(CanvaRefused, match="Try again later"):
        titles(reader)

    assert connections.is_connected(reader.pk)
    assert titles(reader) == ["Storybook"]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_find_the_token_ended_one_renews_it(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    ended = canva.access
    canva.end_access()
    got: list[str] = []

    def renew() -> None:
        try:
            got.append(Access(reader.pk).renewed(ended))
        finally:
            database.close()

    threads = [threading.Thread(target=renew) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [canva.access] * 4
    assert len(canva.calls_to(TOKEN)) == 1


@pytest.mark.django_db
def test_disconnecting_revokes_and_forgets(canva: CanvaServer, reader: User, stranger: User) -> None:
    connect(canva, reader)
    for owner in (reader, stranger):
        Template.objects.create(owner=owner, canva_id="T1")

    assert connections.disconnect(owner_id=reader.pk)

    assert canva.refresh == ""
    assert not connections.is_connected(reader.pk)
    assert list(Template.objects.values_list("owner", flat=True)) == [stranger.pk]
    with pytest.raises(ConnectAgain):
        titles(reader)


@pytest.mark.django_db
def test_disconnecting_forgets_also_when_canva_does_not_answer(canva: CanvaServer, reader: User) -> None:
    connect(canva, reader)
    canva.plan("/rest/v1/oauth/revoke", Reply({}, 503))

    assert not connections.disconnect(owner_id=reader.pk)

    assert not connections.is_connected(reader.pk)


@pytest.mark.django_db
def test_no_secret_reaches_a_log_line(canva: CanvaServer, reader: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    connect(canva, reader)
    first = (canva.access, canva.refresh)
    canva.end_access()
    titles(reader)
    connections.disconnect(owner_id=reader.pk)

    for secret in (*first, "access-2", "refresh-2", CLIENT_SECRET):
        assert secret not in caplog.text
