"""Keeping, renaming, switching, finding and forgetting keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import keys
from accounts.models import ApiKey, User
from accounts.sealing import KeyEncryptionKeyMissing, KeyringBroken, SealBroken
from accounts.tests.keyrings import NEW, OLD, SECRET

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture(autouse=True)
def _keyring(settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD


@pytest.fixture
def api_key(reader: User) -> ApiKey:
    return keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET)


def test_a_key_that_was_kept_opens_again(api_key: ApiKey) -> None:
    assert keys.open_key(api_key=ApiKey.objects.get()) == SECRET


def test_of_a_key_the_last_four_characters_are_kept_in_the_open(api_key: ApiKey) -> None:
    assert api_key.last_four == SECRET[-4:]


def test_of_a_short_key_nothing_is_kept_in_the_open(reader: User) -> None:
    assert keys.create_key(owner=reader, service="openai", secret="hunter2hunter2").last_four == ""


def test_the_secret_stands_in_no_column(api_key: ApiKey) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(accounts_apikey)::text, sealed FROM accounts_apikey")
        text, sealed = cursor.fetchone()

    assert SECRET not in text
    assert SECRET.encode() not in bytes(sealed)


def test_a_sealed_key_that_is_copied_to_another_readers_row_does_not_open(api_key: ApiKey, stranger: User) -> None:
    stolen = keys.create_key(owner=stranger, service="openai", secret="sk-something-else-entirely")
    ApiKey.objects.filter(pk=stolen.pk).update(sealed=api_key.sealed)

    with pytest.raises(SealBroken):
        keys.open_key(api_key=ApiKey.objects.get(pk=stolen.pk))


def test_a_key_whose_row_is_given_to_another_reader_does_not_open(api_key: ApiKey, stranger: User) -> None:
    ApiKey.objects.update(owner=stranger)

    with pytest.raises(SealBroken):
        keys.open_key(api_key=ApiKey.objects.get())


def test_a_key_encryption_key_that_is_missing_is_named(api_key: ApiKey, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = NEW

    with pytest.raises(KeyEncryptionKeyMissing, match="2025-01"):
        keys.open_key(api_key=api_key)


def test_nothing_is_kept_where_it_cannot_be_sealed(reader: User, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = "nonsense"

    with pytest.raises(KeyringBroken):
        keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET)

    assert not ApiKey.objects.exists()


def test_a_service_without_a_key_needs_no_keyring(reader: User, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = "nonsense"

    ollama = keys.create_key(owner=reader, service="ollama", base_url="http://localhost:11434")

    assert keys.open_key(api_key=ollama) == ""


def test_a_key_is_named_after_its_service_and_a_second_is_numbered(reader: User) -> None:
    names = [keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET).nickname for _ in range(3)]

    assert names == ["OpenAI", "OpenAI 2", "OpenAI 3"]


def test_a_name_that_is_taken_in_any_case_is_refused(api_key: ApiKey, reader: User) -> None:
    with pytest.raises(keys.KeyNotKept, match="of that name"):
        keys.create_key(owner=reader, service="openai", secret=SECRET, nickname="openai")


def test_two_readers_may_use_the_same_name(api_key: ApiKey, stranger: User) -> None:
    assert keys.create_key(owner=stranger, service="openai", title="OpenAI", secret=SECRET).nickname == "OpenAI"


def test_a_reader_has_a_bounded_number_of_keys(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_KEYS", 1)
    keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET)

    with pytest.raises(keys.KeyNotKept, match="delete one"):
        keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET)


def test_a_key_is_renamed(api_key: ApiKey) -> None:
    keys.rename_key(api_key=api_key, nickname="  For novels ")

    assert ApiKey.objects.get().nickname == "For novels"


@pytest.mark.parametrize("nickname", ["", "   ", "x" * 61, "Second"])
def test_a_key_is_not_renamed_to_nothing_to_too_much_or_to_another_keys_name(
    api_key: ApiKey, reader: User, nickname: str
) -> None:
    keys.create_key(owner=reader, service="openai", secret=SECRET, nickname="second")

    with pytest.raises(keys.KeyNotKept):
        keys.rename_key(api_key=api_key, nickname=nickname)

    assert ApiKey.objects.get(pk=api_key.pk).nickname == "OpenAI"


def test_a_key_is_forgotten(api_key: ApiKey) -> None:
    keys.delete_key(api_key=api_key)

    assert not ApiKey.objects.exists()


def test_a_readers_keys_go_with_the_reader(api_key: ApiKey, reader: User) -> None:
    reader.delete()

    assert not ApiKey.objects.exists()


def test_a_key_that_is_switched_off_is_not_used(api_key: ApiKey, reader: User) -> None:
    keys.switch_key(api_key=api_key, is_active=False)

    assert keys.usable_key(owner=reader, service="openai", preferred=api_key.pk) is None


def test_the_preferred_key_is_used_if_it_is_usable(api_key: ApiKey, reader: User) -> None:
    keys.touch_key(api_key=api_key)
    other = keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET)

    assert keys.usable_key(owner=reader, service="openai", preferred=other.pk) == other


@pytest.mark.parametrize("is_deleted", [True, False])
def test_no_other_key_is_used_in_place_of_a_preferred_one(api_key: ApiKey, reader: User, is_deleted: bool) -> None:
    keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET)
    preferred = api_key.pk
    if is_deleted:
        keys.delete_key(api_key=api_key)
    else:
        keys.switch_key(api_key=api_key, is_active=False)

    assert keys.usable_key(owner=reader, service="openai", preferred=preferred) is None


def test_a_key_that_is_preferred_for_one_service_says_nothing_of_another(api_key: ApiKey, reader: User) -> None:
    other = keys.create_key(owner=reader, service="anthropic", title="Anthropic", secret=SECRET)

    assert keys.usable_key(owner=reader, service="anthropic", preferred=api_key.pk) == other


def test_else_the_key_that_was_used_last(reader: User) -> None:
    first, second = (keys.create_key(owner=reader, service="openai", title="OpenAI", secret=SECRET) for _ in range(2))
    keys.touch_key(api_key=first)

    assert keys.usable_key(owner=reader, service="openai", preferred=None) == first
    assert second.last_used is None


@pytest.mark.parametrize("service", ["anthropic", "compatible"])
def test_a_key_is_used_for_its_own_service_alone(api_key: ApiKey, reader: User, service: str) -> None:
    assert keys.usable_key(owner=reader, service=service, preferred=api_key.pk) is None


def test_another_readers_key_is_not_used_even_if_it_is_preferred(api_key: ApiKey, stranger: User) -> None:
    assert keys.usable_key(owner=stranger, service="openai", preferred=api_key.pk) is None


def test_use_is_noted(api_key: ApiKey) -> None:
    keys.touch_key(api_key=api_key)

    assert ApiKey.objects.get().last_used is not None


@pytest.mark.parametrize(("seconds", "noted"), [(1, False), (90, True)])
def test_use_is_noted_at_most_once_a_minute(api_key: ApiKey, seconds: int, noted: bool) -> None:
    before = timezone.now() - timedelta(seconds=seconds)
    ApiKey.objects.update(last_used=before)

    keys.touch_key(api_key=api_key)

    assert (ApiKey.objects.get().last_used != before) == noted


@pytest.mark.parametrize("works", [True, False])
def test_a_key_that_a_service_took_is_dated_and_one_that_it_did_not_take_is_not(api_key: ApiKey, works: bool) -> None:
    keys.record_check(api_key=api_key, words="What it said.", works=works)

    kept = ApiKey.objects.get()
    assert (kept.check_words, kept.checked is not None) == ("What it said.", works)


def test_the_words_of_a_check_are_bounded(api_key: ApiKey) -> None:
    keys.record_check(api_key=api_key, words="x" * 1000, works=False)

    assert len(ApiKey.objects.get().check_words) == 300


def test_the_database_takes_no_sealed_bytes_that_nobody_could_open(api_key: ApiKey) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.update(kek_id="")


def test_a_key_shows_neither_secret_nor_sealed_bytes_as_text(api_key: ApiKey) -> None:
    assert str(api_key) == f"OpenAI (openai, ····{SECRET[-4:]})"
    assert SECRET not in repr(api_key)
