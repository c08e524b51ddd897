"""Adding and checking keys, with servers that speak as the services do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache

from accounts import keys as kept_keys
from accounts.keys import KeyNotKept
from accounts.models import ApiKey, User
from accounts.tests.keyrings import NEW, OLD, SECRET
from providers.choosing import keys
from providers.choosing.keys import TooManyChecks
from providers.errors import KeyMissing, KeyRefused
from providers.network.addresses import AddressRefused
from providers.network.clients import GuardedTransport
from providers.services import services_with_access
from providers.tests.wire import WireServer, fails, wrong_content_type

if TYPE_CHECKING:
    from pytest_django import Settings

NOBODY = "http://127.0.0.1:9"
NAMES = [service.name for service in services_with_access()]


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    cache.clear()


def add(reader: User, base_url: str, service: str = "compatible", secret: str = SECRET) -> ApiKey:
    return keys.add_key(user=reader, service=service, secret=secret, base_url=base_url)


@pytest.mark.parametrize("service", NAMES)
def test_a_key_is_checked_with_its_service_and_the_answer_kept_in_words(
    reader: User, wire: WireServer, service: Any
) -> None:
    api_key = add(reader, wire.base_url(service), service)

    assert api_key.checked
    assert api_key.is_active
    assert "works" in api_key.check_words or "answers" in api_key.check_words


@pytest.mark.parametrize("service", ["ollama", "automatic1111", "comfyui"])
def test_a_server_at_home_needs_no_key(reader: User, wire: WireServer, service: str) -> None:
    assert add(reader, wire.base_url(service), service, secret="").is_active


def test_checking_costs_nothing_for_it_only_asks_which_models_there_are(reader: User, wire: WireServer) -> None:
    for service in NAMES:
        add(reader, wire.base_url(service), service)

    assert {call.method for call in wire.calls} == {"GET"}


@pytest.mark.parametrize("service", ["anthropic", "openai"])
def test_a_key_that_the_service_does_not_accept_is_not_kept(reader: User, wire: WireServer, service: str) -> None:
    wire.accepted_key = "another"

    with pytest.raises(KeyRefused):
        add(reader, wire.base_url(service), service)

    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("service", NAMES)
def test_where_nobody_answers_the_key_is_kept_unchecked_and_off(reader: User, service: Any) -> None:
    api_key = add(reader, NOBODY, service)

    assert (api_key.is_active, api_key.checked) == (False, None)
    assert "reach" in api_key.check_words


@pytest.mark.parametrize("trouble", [fails("unavailable"), wrong_content_type()])
@pytest.mark.parametrize("service", NAMES)
def test_where_the_service_cannot_say_the_key_is_kept_unchecked_and_off(
    reader: User, wire: WireServer, trouble: Any, service: Any
) -> None:
    wire.always(trouble)

    api_key = add(reader, wire.base_url(service), service)

    assert (api_key.is_active, api_key.checked) == (False, None)
    assert kept_keys.open_key(api_key=api_key) == SECRET


@pytest.mark.parametrize("failure", ["rate_limited", "out_of_funds"])
def test_a_service_that_knows_the_key_but_will_not_work_now_leaves_it_on(
    reader: User, wire: WireServer, failure: str
) -> None:
    wire.always(fails(failure))  # type: ignore[arg-type]

    assert add(reader, wire.base_url("openai"), "openai").is_active


@pytest.mark.parametrize("service", NAMES)
def test_a_private_address_is_refused_before_anybody_is_asked(
    reader: User, wire: WireServer, settings: Settings, service: Any
) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = False

    with pytest.raises(AddressRefused):
        add(reader, wire.base_url(service), service)

    assert (wire.calls, ApiKey.objects.count()) == ([], 0)


@pytest.mark.parametrize("service", NAMES)
def test_an_address_that_has_become_private_is_refused_at_the_next_check_in_words(
    reader: User, wire: WireServer, settings: Settings, service: Any
) -> None:
    api_key = add(reader, wire.base_url(service), service)
    calls_before = len(wire.calls)
    settings.ALLOW_PRIVATE_PROVIDERS = False

    assert not keys.check_again(api_key=api_key)
    assert "private network" in ApiKey.objects.get().check_words
    assert len(wire.calls) == calls_before


def test_a_key_that_is_checked_again_shows_what_the_service_says_now(reader: User, wire: WireServer) -> None:
    api_key = add(reader, NOBODY)
    ApiKey.objects.update(base_url=wire.base_url("compatible"))

    assert keys.check_again(api_key=ApiKey.objects.get(pk=api_key.pk))
    assert ApiKey.objects.get().checked


def test_a_key_that_the_service_has_ended_counts_as_unchecked(reader: User, wire: WireServer) -> None:
    api_key = add(reader, wire.base_url("openai"), "openai")
    wire.accepted_key = "another"

    assert not keys.check_again(api_key=api_key)
    assert ApiKey.objects.get().checked is None


def test_a_key_that_cannot_be_opened_is_told_in_words(reader: User, wire: WireServer, settings: Settings) -> None:
    api_key = add(reader, wire.base_url("compatible"))
    settings.KEY_ENCRYPTION_KEYS = NEW

    keys.check_again(api_key=api_key)

    assert "2025-01" in ApiKey.objects.get().check_words


def test_a_service_that_repeats_the_key_does_not_get_it_into_the_words(reader: User, wire: WireServer) -> None:
    wire.always(fails("bad_request", words=f"{SECRET} is a strange key"))

    assert SECRET not in add(reader, wire.base_url("compatible")).check_words


def test_a_name_that_is_taken_is_told(reader: User, wire: WireServer) -> None:
    add(reader, wire.base_url("compatible"))

    with pytest.raises(KeyNotKept):
        keys.add_key(
            user=reader, service="ollama", base_url=wire.base_url("ollama"), nickname="openai-compatible server"
        )


def test_twenty_checks_an_hour_are_enough(reader: User, stranger: User, wire: WireServer, settings: Settings) -> None:
    api_key = add(reader, wire.base_url("compatible"))
    for _ in range(keys.CHECKS_AN_HOUR - 1):
        keys.check_again(api_key=api_key)

    with pytest.raises(TooManyChecks):
        keys.check_again(api_key=api_key)

    keys.spend_check(stranger)  # is not slowed by another reader


def test_checks_of_more_than_an_hour_ago_do_not_count(reader: User) -> None:
    cache.set(f"key-checks-{reader.pk}", [0.0] * 50, timeout=3600)

    keys.spend_check(reader)


def test_credentials_carry_the_secret_the_address_and_the_keys_id(reader: User, wire: WireServer) -> None:
    api_key = add(reader, wire.base_url("compatible"))

    credentials = keys.credentials_of(api_key=api_key)

    assert (credentials.secret, credentials.base_url) == (SECRET, wire.base_url("compatible"))
    assert credentials.key_id == api_key.pk
    assert SECRET not in repr(credentials)


def test_making_credentials_notes_that_the_key_is_used(reader: User, wire: WireServer) -> None:
    keys.credentials_of(api_key=add(reader, wire.base_url("compatible")))

    assert ApiKey.objects.get().last_used


def test_a_key_that_is_off_makes_no_credentials(reader: User) -> None:
    with pytest.raises(KeyMissing, match="switched off"):
        keys.credentials_of(api_key=add(reader, NOBODY))


def test_a_key_that_cannot_be_opened_makes_no_credentials_and_says_why(
    reader: User, wire: WireServer, settings: Settings
) -> None:
    api_key = add(reader, wire.base_url("compatible"))
    settings.KEY_ENCRYPTION_KEYS = NEW

    with pytest.raises(KeyMissing, match="2025-01"):
        keys.credentials_of(api_key=api_key)


def test_the_key_for_a_service_is_found(reader: User, wire: WireServer) -> None:
    api_key = add(reader, wire.base_url("compatible"))

    assert keys.key_for(user=reader, service="compatible", preferred=api_key.pk) == api_key


def test_a_service_that_there_is_no_key_for_is_named(reader: User) -> None:
    with pytest.raises(KeyMissing, match="Anthropic"):
        keys.key_for(user=reader, service="anthropic")


@pytest.mark.parametrize("service", ["compatible", "ollama", "automatic1111", "comfyui"])
def test_calls_to_where_a_reader_said_are_guarded(reader: User, wire: WireServer, service: str) -> None:
    client = keys.http_client_for(keys.credentials_of(api_key=add(reader, wire.base_url(service), service)))

    assert isinstance(client._transport, GuardedTransport)  # noqa: SLF001


@pytest.mark.parametrize("service", ["automatic1111", "comfyui", "ollama", "compatible"])
def test_a_server_at_home_is_guarded_even_if_no_address_is_given(service: str) -> None:
    assert keys.http_client_for(keys.Credentials(service)) is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize("service", ["anthropic", "openai"])
def test_the_services_own_addresses_need_no_guard(service: str) -> None:
    assert keys.http_client_for(keys.Credentials(service, SECRET)) is None  # type: ignore[attr-defined]
