"""What is sealed opens in its place, and nowhere else."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.checks import key_encryption_keys
from accounts.sealing import (
    KEK_FILE,
    KeyEncryptionKeyMissing,
    Keyring,
    KeyringBroken,
    SealBroken,
    SealContext,
    Sealed,
    keyring,
    read_keyring,
)
from accounts.tests.keyrings import NEW, OLD, SECRET

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

PLACE = SealContext(owner_id=uuid4(), key_id=uuid4(), service="openai")


@pytest.fixture
def ring() -> Keyring:
    return read_keyring(f"{NEW},{OLD}")


def test_a_sealed_secret_opens_in_its_place(ring: Keyring) -> None:
    assert ring.open(ring.seal(SECRET, PLACE), PLACE) == SECRET


def test_the_first_key_seals(ring: Keyring) -> None:
    assert ring.seal(SECRET, PLACE).kek_id == "2026-11"


def test_a_later_key_still_opens_what_it_sealed(ring: Keyring) -> None:
    assert ring.open(read_keyring(OLD).seal(SECRET, PLACE), PLACE) == SECRET


@pytest.mark.parametrize("change", [{"owner_id": uuid4()}, {"key_id": uuid4()}, {"service": "anthropic"}])
def test_a_secret_that_was_copied_to_another_place_does_not_open(ring: Keyring, change: dict[str, Any]) -> None:
    with pytest.raises(SealBroken):
        ring.open(ring.seal(SECRET, PLACE), replace(PLACE, **change))


@pytest.mark.parametrize("position", [0, 11, 12, -1])
def test_a_changed_byte_breaks_the_seal(ring: Keyring, position: int) -> None:
    sealed = ring.seal(SECRET, PLACE)
    changed = bytearray(sealed.data)
    changed[position] ^= 1

    with pytest.raises(SealBroken):
        ring.open(Sealed(sealed.kek_id, bytes(changed)), PLACE)


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 12, b"x" * 28])
def test_bytes_that_were_never_sealed_do_not_open(ring: Keyring, data: Any) -> None:
    with pytest.raises(SealBroken):
        ring.open(Sealed("2026-11", data), PLACE)


def test_the_same_secret_is_never_sealed_to_the_same_bytes(ring: Keyring) -> None:
    assert ring.seal(SECRET, PLACE).data != ring.seal(SECRET, PLACE).data


def test_a_secret_is_not_to_be_seen_in_what_is_sealed(ring: Keyring) -> None:
    assert SECRET.encode() not in ring.seal(SECRET, PLACE).data


def test_a_missing_key_encryption_key_is_named(ring: Keyring) -> None:
    sealed = read_keyring(OLD).seal(SECRET, PLACE)

    with pytest.raises(KeyEncryptionKeyMissing, match="2025-01"):
        read_keyring(NEW).open(sealed, PLACE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "entry 1"),
        (f"{NEW},:abcd", "entry 2"),
        ("a b:abcd", "entry 1"),
        ("2026-11:!!!!", "not base64"),
        ("2026-11:" + base64.b64encode(b"k" * 16).decode(), "16 bytes instead of 32"),
        (f"{NEW},{NEW}", "twice"),
    ],
)
def test_a_setting_of_another_form_says_where_it_is_wrong(text: Any, said: str) -> None:
    with pytest.raises(KeyringBroken, match=said):
        read_keyring(text)


def test_a_broken_setting_is_told_without_its_key() -> None:
    with pytest.raises(KeyringBroken) as error:
        read_keyring("2026-11:" + "c2VjcmV0" * 3)

    assert "c2VjcmV0" not in str(error.value)


def test_keys_may_be_of_either_alphabet_of_base64() -> None:
    kek = bytes(range(224, 256))

    assert read_keyring("a:" + base64.urlsafe_b64encode(kek).decode()).keys["a"] == kek
    assert read_keyring("a:" + base64.b64encode(kek).decode()).keys["a"] == kek


def test_neither_keyring_nor_sealed_bytes_show_in_a_repr(ring: Keyring) -> None:
    assert repr(ring) == "Keyring()"
    assert repr(ring.seal(SECRET, PLACE)) == "Sealed(kek_id='2026-11')"


def test_with_no_setting_a_key_is_made_once_that_only_this_user_may_read(settings: Settings, tmp_path: Path) -> None:
    settings.KEY_ENCRYPTION_KEYS, settings.VAR_DIR = "", tmp_path

    made = keyring()

    assert keyring() == made
    assert stat.S_IMODE((tmp_path / KEK_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEK_FILE]


def test_many_that_need_a_key_at_once_get_the_same(settings: Settings, tmp_path: Path) -> None:
    settings.KEY_ENCRYPTION_KEYS, settings.VAR_DIR = "", tmp_path

    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: keyring(), range(16)))

    assert all(ring == rings[0] for ring in rings)


def test_the_file_has_the_form_of_the_setting(settings: Settings, tmp_path: Path) -> None:
    settings.KEY_ENCRYPTION_KEYS, settings.VAR_DIR = "", tmp_path
    made = keyring()

    settings.KEY_ENCRYPTION_KEYS = (tmp_path / KEK_FILE).read_text()

    assert keyring() == made


def test_a_folder_that_takes_no_file_is_said_in_words(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / KEK_FILE).mkdir()
    settings.KEY_ENCRYPTION_KEYS, settings.VAR_DIR = "", tmp_path

    with pytest.raises(KeyringBroken, match=KEK_FILE):
        keyring()


@pytest.mark.parametrize(("text", "count"), [("", 0), (NEW, 0), ("nonsense", 1)])
def test_a_broken_setting_is_found_when_the_site_starts(settings: Settings, text: Any, count: int) -> None:
    settings.KEY_ENCRYPTION_KEYS = text

    assert len(key_encryption_keys()) == count
