"""Sealing everything anew under another key-encryption key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from accounts import keys
from accounts.models import ApiKey, User
from accounts.rotation import reseal_all
from accounts.sealing import SealBroken
from accounts.tests.keyrings import NEW, OLD, SECRET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from pytest_django import Settings


@pytest.fixture
def under_old(settings: Settings, reader: User) -> list[ApiKey]:
    """Three keys under the old key-encryption key, and the new one put before it."""
    settings.KEY_ENCRYPTION_KEYS = OLD
    kept = [keys.create_key(owner=reader, service="openai", secret=f"{SECRET}-{number}") for number in range(3)]
    keys.create_key(owner=reader, service="ollama", base_url="http://localhost:11434")
    settings.KEY_ENCRYPTION_KEYS = f"{NEW},{OLD}"
    return kept


@contextmanager
def refusing_to_write(key_id: UUID) -> Iterator[None]:
    """The database breaks off whoever writes that row."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while its checks wait
        cursor.execute(
            f"ALTER TABLE accounts_apikey ADD CONSTRAINT stop CHECK (id <> '{key_id}' OR kek_id = '2025-01')"
        )
        yield
        cursor.execute("ALTER TABLE accounts_apikey DROP CONSTRAINT stop")


def secrets() -> list[str]:
    return [keys.open_key(api_key=api_key) for api_key in ApiKey.objects.exclude(kek_id="").order_by("created")]


def test_everything_is_sealed_anew_and_opens_without_the_old_key(under_old: list[ApiKey], settings: Settings) -> None:
    reseal_all()

    settings.KEY_ENCRYPTION_KEYS = NEW
    assert secrets() == [f"{SECRET}-{number}" for number in range(3)]


def test_batches_smaller_than_the_whole_reach_everything(under_old: list[ApiKey]) -> None:
    assert reseal_all(batch=1).resealed == 3


def test_a_second_run_finds_nothing_to_do(under_old: list[ApiKey]) -> None:
    reseal_all()

    again = reseal_all()

    assert (again.resealed, again.already) == (0, 3)


def test_what_was_broken_off_is_taken_up_where_it_stood(under_old: list[ApiKey]) -> None:
    last = max(api_key.pk for api_key in under_old)
    with refusing_to_write(last), pytest.raises(DatabaseError):
        reseal_all(batch=1)

    again = reseal_all(batch=1)

    assert (again.already, again.resealed) == (2, 1)


def test_a_dry_run_counts_and_writes_nothing(under_old: list[ApiKey]) -> None:
    assert reseal_all(dry_run=True).resealed == 3
    assert not ApiKey.objects.filter(kek_id="2026-11").exists()


def test_a_key_that_needs_a_missing_key_encryption_key_is_counted_and_left(
    under_old: list[ApiKey], settings: Settings
) -> None:
    settings.KEY_ENCRYPTION_KEYS = NEW

    rotation = reseal_all(batch=2)

    assert rotation.missing == {"2025-01": 3}
    assert ApiKey.objects.filter(kek_id="2025-01").count() == 3


def test_a_key_that_does_not_open_stops_none_of_the_others(under_old: list[ApiKey]) -> None:
    ApiKey.objects.filter(pk=under_old[1].pk).update(sealed=b"nonsense")

    rotation = reseal_all()

    assert (rotation.resealed, rotation.broken) == (2, 1)


def test_a_switch_that_is_thrown_meanwhile_stays_thrown(under_old: list[ApiKey]) -> None:
    stale = ApiKey.objects.get(pk=under_old[0].pk)
    keys.switch_key(api_key=stale, is_active=False)

    reseal_all()

    assert not ApiKey.objects.get(pk=stale.pk).is_active


def test_a_key_still_belongs_to_its_place_after_it(under_old: list[ApiKey], stranger: User) -> None:
    reseal_all()
    ApiKey.objects.filter(pk=under_old[0].pk).update(owner=stranger)

    with pytest.raises(SealBroken):
        keys.open_key(api_key=ApiKey.objects.get(pk=under_old[0].pk))


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_seal_each_key_once_while_it_is_used(settings: Settings, transactional_db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    owner = User.objects.create_user("ann@example.com")
    kept = [keys.create_key(owner=owner, service="openai", secret=f"{SECRET}-{number}") for number in range(20)]
    settings.KEY_ENCRYPTION_KEYS = f"{NEW},{OLD}"

    def in_a_thread(work: Callable[[], int]) -> int:
        try:
            return work()
        finally:
            connection.close()

    def use() -> int:
        for api_key in kept:
            keys.touch_key(api_key=api_key)
            assert keys.open_key(api_key=ApiKey.objects.get(pk=api_key.pk)).startswith(SECRET)
        return 0

    with ThreadPoolExecutor(3) as pool:
        resealed = list(pool.map(in_a_thread, [lambda: reseal_all(batch=3).resealed] * 2 + [use]))

    assert sum(resealed) == 20
    settings.KEY_ENCRYPTION_KEYS = NEW
    assert secrets() == [f"{SECRET}-{number}" for number in range(20)]
    assert not ApiKey.objects.filter(last_used=None).exists()


def test_the_command_prints_its_counts(under_old: list[ApiKey]) -> None:
    out = StringIO()
    call_command("rotate_keys", stdout=out)

    assert out.getvalue().strip() == "3 sealed anew under “2026-11”, 0 were already."


def test_the_command_only_looks_with_dry_run(under_old: list[ApiKey]) -> None:
    out = StringIO()
    call_command("rotate_keys", "--dry-run", stdout=out)

    assert "3 would be sealed anew" in out.getvalue()
    assert not ApiKey.objects.filter(kek_id="2026-11").exists()


def test_the_command_fails_when_something_needs_a_key_that_is_not_there(
    under_old: list[ApiKey], settings: Settings
) -> None:
    settings.KEY_ENCRYPTION_KEYS = NEW
    output = StringIO()

    with pytest.raises(CommandError, match="keep the old"):
        call_command("rotate_keys", stdout=StringIO(), stderr=output)

    assert "3 need “2025-01”" in output.getvalue()


def test_the_command_says_what_is_wrong_with_the_setting(db: None, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = "nonsense"

    with pytest.raises(CommandError, match="entry 1"):
        call_command("rotate_keys", stdout=StringIO())
