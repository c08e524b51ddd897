"""The pages of a reader's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts import keys as kept_keys
from accounts.models import ApiKey, User
from accounts.tests.keyrings import NEW, OLD, SECRET
from providers.choosing import keys
from providers.services import services_with_access
from providers.tests.wire.fixtures import wire as wire
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from providers.tests.wire import WireServer

NOBODY = "http://127.0.0.1:9"
HTMX = {"HX-Request": "true"}
NAMES = [service.name for service in services_with_access()]


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    cache.clear()


@pytest.fixture
def page(client: Client, reader: User) -> Client:
    sign_in_now(client, reader)
    return client


@pytest.fixture
def api_key(reader: User) -> ApiKey:
    return kept_keys.create_key(
        owner=reader, service="openai", secret=SECRET, nickname="For novels", check_words="The key works."
    )


def address(name: str, api_key: ApiKey) -> str:
    return reverse(name, args=[api_key.pk])


def send(page: Client, service: str = "compatible", **fields: str) -> Any:
    return page.post(reverse("key_add", args=[service]), {"secret": SECRET, **fields})


def test_the_list_shows_name_service_last_four_characters_and_what_the_check_said(
    page: Client, api_key: ApiKey
) -> None:
    html = page.get(reverse("keys")).content.decode()

    for words in ("For novels", "OpenAI", SECRET[-4:], "The key works.", "not used yet"):
        assert words in html
    assert SECRET not in html


def test_the_list_costs_the_same_however_many_keys_there_are(
    page: Client, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        kept_keys.create_key(owner=reader, service="openai", secret=SECRET)

    with django_assert_max_num_queries(5):
        page.get(reverse("keys"))


def test_a_reader_without_keys_is_shown_what_one_can_be_added_for(page: Client) -> None:
    html = page.get(reverse("keys")).content.decode()

    for service in NAMES:
        assert reverse("key_add", args=[service]) in html


@pytest.mark.parametrize("service", services_with_access(), ids=lambda service: service.name)
def test_each_service_has_a_form_that_says_what_it_is_for_and_what_checking_costs(page: Client, service: Any) -> None:
    html = page.get(reverse("key_add", args=[service.name])).content.decode()

    assert "free of charge" in html
    assert ('name="base_url"' in html) == service.access.takes_base_url


def test_a_service_that_nobody_knows_is_not_found(page: Client) -> None:
    assert page.get(reverse("key_add", args=["oracle"])).status_code == 404


def test_a_key_that_works_is_kept_and_the_list_says_so(page: Client, wire: WireServer) -> None:
    response = page.post(
        reverse("key_add", args=["compatible"]),
        {"secret": SECRET, "base_url": wire.base_url("compatible"), "nickname": "Mine"},
        follow=True,
    )

    assert "“Mine” is saved. The server answers" in response.content.decode()
    assert kept_keys.open_key(api_key=ApiKey.objects.get()) == SECRET


def test_a_browser_with_scripts_is_led_to_the_list(page: Client, wire: WireServer) -> None:
    response = page.post(reverse("key_add", args=["ollama"]), {"base_url": wire.base_url("ollama")}, headers=HTMX)

    assert response.headers["HX-Redirect"] == reverse("keys")


def test_where_nobody_answers_the_key_is_kept_switched_off_and_can_be_switched_on(page: Client) -> None:
    html = page.post(
        reverse("key_add", args=["compatible"]), {"secret": SECRET, "base_url": NOBODY}, follow=True
    ).content.decode()
    page.post(address("key_switch", ApiKey.objects.get()), {"to": "on"})

    assert "saved, but switched off" in html
    assert ApiKey.objects.get().is_active


@pytest.mark.parametrize("secret", ["", "two words", "smart “quotes”", "x" * 501, "line\nbreak"])
def test_what_cannot_be_a_key_is_refused_and_not_sent_back(page: Client, secret: str) -> None:
    response = page.post(reverse("key_add", args=["openai"]), {"secret": secret})

    assert response.status_code == 422
    assert 'class="errorlist' in response.content.decode()
    assert not secret or secret not in response.content.decode()


def test_blanks_around_a_key_are_cut_off(page: Client, wire: WireServer) -> None:
    send(page, secret=f"  {SECRET}\n", base_url=wire.base_url("compatible"))

    assert kept_keys.open_key(api_key=ApiKey.objects.get()) == SECRET


@pytest.mark.parametrize("base_url", ["", "ftp://example.com", "http://ann:pw@example.com", "http://169.254.169.254/"])
def test_an_address_that_is_none_is_refused_in_words(page: Client, base_url: str) -> None:
    response = send(page, base_url=base_url)

    assert response.status_code == 422
    assert not ApiKey.objects.exists()


def test_a_private_address_is_refused_on_a_server(page: Client, settings: Settings, wire: WireServer) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = False

    response = send(page, "ollama", base_url=wire.base_url("ollama"), secret="")

    assert "private network" in response.content.decode()
    assert wire.calls == []


@pytest.mark.parametrize("allowed", [True, False])
def test_where_private_networks_are_refused_the_form_says_so(page: Client, settings: Settings, allowed: bool) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = allowed

    html = page.get(reverse("key_add", args=["ollama"])).content.decode()

    assert ("does not connect to private networks" in html) != allowed


def test_on_a_server_a_key_is_sent_only_over_tls(page: Client, settings: Settings) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = False

    assert "over http:// others could read" in send(page, base_url="http://93.184.215.14/v1").content.decode()


def test_another_key_of_the_same_name_is_refused(page: Client, api_key: ApiKey, wire: WireServer) -> None:
    response = send(page, base_url=wire.base_url("compatible"), nickname="for NOVELS")

    assert "You have a key of that name." in response.content.decode()


def test_what_was_typed_besides_the_key_is_still_there_after_an_error(page: Client) -> None:
    html = page.post(reverse("key_add", args=["openai"]), {"secret": "two words", "nickname": "Mine"}).content.decode()

    assert 'value="Mine"' in html


def test_a_broken_setting_of_the_server_is_told_in_words(page: Client, settings: Settings, wire: WireServer) -> None:
    settings.KEY_ENCRYPTION_KEYS = "nonsense"

    response = send(page, base_url=wire.base_url("compatible"))

    assert response.status_code == 422
    assert "KEY_ENCRYPTION_KEYS" in response.content.decode()


def test_a_missing_key_encryption_key_breaks_no_page(page: Client, api_key: ApiKey, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = NEW

    page.post(address("key_check", api_key))

    assert "2025-01" in page.get(reverse("keys")).content.decode()


def test_a_key_is_renamed(page: Client, api_key: ApiKey) -> None:
    page.post(address("key_rename", api_key), {"nickname": "For poems"})

    assert ApiKey.objects.get().nickname == "For poems"


@pytest.mark.parametrize("nickname", ["", "x" * 61, "OTHER"])
def test_a_name_that_cannot_be_is_refused(page: Client, api_key: ApiKey, reader: User, nickname: str) -> None:
    kept_keys.create_key(owner=reader, service="openai", secret=SECRET, nickname="Other")

    assert page.post(address("key_rename", api_key), {"nickname": nickname}).status_code == 422


def test_a_key_is_switched_off_and_on(page: Client, api_key: ApiKey) -> None:
    page.post(address("key_switch", api_key), {"to": "off"})
    assert not ApiKey.objects.get().is_active

    page.post(address("key_switch", api_key), {"to": "on"})
    assert ApiKey.objects.get().is_active


def test_a_switch_that_is_sent_twice_stays_as_it_was_meant(page: Client, api_key: ApiKey) -> None:
    for _ in range(2):
        page.post(address("key_switch", api_key), {"to": "off"})

    assert not ApiKey.objects.get().is_active


def test_deleting_is_asked_about_first(page: Client, api_key: ApiKey) -> None:
    assert "Delete “For novels”?" in page.get(address("key_delete", api_key)).content.decode()
    assert ApiKey.objects.exists()


def test_deleting_deletes(page: Client, api_key: ApiKey) -> None:
    page.post(address("key_delete", api_key))

    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("name", ["key_switch", "key_check"])
def test_a_browser_with_scripts_is_sent_the_key_alone(page: Client, api_key: ApiKey, name: str) -> None:
    ApiKey.objects.update(base_url=NOBODY)
    html = page.post(address(name, api_key), headers=HTMX).content.decode()

    assert html.startswith(f'<li class="key" id="key-{api_key.pk}">')
    assert "<html" not in html


def test_a_browser_without_scripts_is_led_back_to_the_list(page: Client, api_key: ApiKey) -> None:
    assert page.post(address("key_switch", api_key), {"to": "off"}).headers["Location"] == reverse("keys")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_too_many_checks_are_told(page: Client, api_key: ApiKey, reader: User, headers: Any) -> None:
    for _ in range(keys.CHECKS_AN_HOUR):
        keys.spend_check(reader)

    html = page.post(address("key_check", api_key), headers=headers, follow=True).content.decode()

    assert "20 keys were checked in the last hour" in html


def test_too_many_checks_keep_no_new_key(page: Client, reader: User, wire: WireServer) -> None:
    for _ in range(keys.CHECKS_AN_HOUR):
        keys.spend_check(reader)

    assert send(page, base_url=wire.base_url("compatible")).status_code == 429
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("name", ["key_rename", "key_switch", "key_check", "key_delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_readers_key_is_not_found(
    client: Client, stranger: User, api_key: ApiKey, name: str, method: str
) -> None:
    sign_in_now(client, stranger)

    assert getattr(client, method)(address(name, api_key)).status_code in (404, 405)
    assert ApiKey.objects.get().is_active


def test_another_readers_keys_are_not_listed(client: Client, stranger: User, api_key: ApiKey) -> None:
    sign_in_now(client, stranger)

    assert "For novels" not in client.get(reverse("keys")).content.decode()


@pytest.mark.parametrize("name", ["key_switch", "key_check"])
def test_nothing_changes_by_being_looked_at(page: Client, api_key: ApiKey, name: str) -> None:
    assert page.get(address(name, api_key)).status_code == 405


@pytest.mark.parametrize("path", ["keys", "key_add"])
def test_keys_ask_to_sign_in(client: Client, db: None, path: str) -> None:
    response = client.get(reverse(path, args=["openai"] if path == "key_add" else []))

    assert response.headers["Location"].startswith(reverse("account_login"))


def test_the_menu_leads_to_the_keys(page: Client) -> None:
    assert f'href="{reverse("keys")}"' in page.get(reverse("bookcase")).content.decode()
