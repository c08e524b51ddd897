"""Which addresses a reader may have this server connect to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from providers.network.addresses import AddressRefused, check_base_url, checked_addresses, refusal_in

if TYPE_CHECKING:
    from pytest_django import Settings

PUBLIC = "93.184.215.14"


def resolving_to(*addresses: str) -> Any:
    """Make a resolver that knows every name by these addresses, and numbers by themselves."""

    def resolve(host: str, port: int) -> list[str]:
        return [host] if ":" in host or host.replace(".", "").isdigit() else list(addresses)

    return resolve


def refused(host: str, *, allow_private: bool = False) -> bool:
    try:
        checked_addresses(host, 443, allow_private=allow_private, resolve=resolving_to(host))
    except AddressRefused:
        return True
    return False


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
    ],
)
def test_an_address_that_is_nobodys_public_service_is_refused(address: str) -> None:
    assert refused(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:801::200e"])
def test_a_public_address_is_let_through(address: Any) -> None:
    assert not refused(address)


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:127.0.0.1",
        "::ffff:a00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::a00:1",
        "::127.0.0.1",
        "::ffff:0:7f00:1",
        "2001:0:7f00:1::1",
        "2606:4700::5efe:10.0.0.1",
    ],
)
def test_a_private_address_inside_another_is_found(address: str) -> None:
    assert refused(address)


@pytest.mark.parametrize("address", [f"::ffff:{PUBLIC}", f"64:ff9b::{PUBLIC}"])
def test_a_public_server_as_networks_of_ipv6_alone_name_it_is_let_through(address: str) -> None:
    assert not refused(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd12::1", "100.64.0.1", PUBLIC])
def test_where_private_networks_are_allowed_they_are_let_through(address: Any) -> None:
    assert not refused(address, allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "169.254.170.2",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "168.63.129.16",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::",
        "224.0.0.1",
        "ff02::1",
    ],
)
def test_the_machines_metadata_is_refused_even_where_private_networks_are_allowed(address: str) -> None:
    assert refused(address, allow_private=True)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0177.1", "8.8.8.8."])
@pytest.mark.parametrize("allow_private", [True, False])
def test_numbers_in_other_forms_than_four_are_refused(host: str, allow_private: bool) -> None:
    with pytest.raises(AddressRefused):
        check_base_url(f"http://{host}/v1", allow_private=allow_private, resolve=resolving_to("127.0.0.1"))


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(AddressRefused):
        checked_addresses("example.com", 443, allow_private=False, resolve=resolving_to(PUBLIC, "10.0.0.1"))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com",
        "file:///etc/passwd",
        "gopher://example.com",
        "example.com",
        "//example.com",
        "http://",
        "https://ann:secret@example.com/v1",
        "https://ann@example.com",
        "https://:secret@example.com",
        "https://example.com/v1?key=secret",
        "https://example.com/#here",
        "https://example.com/\\@10.0.0.1",
        "",
        "https://exa mple.com",
        "https://example.com/\r\nHost: x",
        "https://example.com:99999999",
        "https://[::1",
        "https://example.com/" + "x" * 600,
    ],
)
def test_an_address_of_another_form_is_refused_in_words(url: str) -> None:
    with pytest.raises(AddressRefused) as refusal:
        check_base_url(url, allow_private=True, resolve=resolving_to(PUBLIC))

    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["http://localhost:11434", "http://[::1]:8000/v1", "https://ollama.example.com"])
def test_a_name_that_leads_inside_is_refused_at_entry(url: str) -> None:
    with pytest.raises(AddressRefused, match="private network"):
        check_base_url(url, allow_private=False, resolve=resolving_to("127.0.0.1"))


def test_an_address_is_kept_without_blanks_and_slash_around_it() -> None:
    url = check_base_url("  https://example.com/v1/ ", allow_private=False, resolve=resolving_to(PUBLIC))

    assert url == "https://example.com/v1"


def test_a_name_that_has_no_address_at_the_moment_may_be_entered() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    assert check_base_url("https://later.example", allow_private=False, resolve=resolve) == "https://later.example"


def test_the_setting_decides_where_nobody_says(settings: Settings) -> None:
    settings.ALLOW_PRIVATE_PROVIDERS = True
    assert check_base_url("http://127.0.0.1:11434") == "http://127.0.0.1:11434"

    settings.ALLOW_PRIVATE_PROVIDERS = False
    with pytest.raises(AddressRefused):
        check_base_url("http://127.0.0.1:11434")


def test_a_refusal_is_found_in_the_error_that_an_sdk_made_of_it() -> None:
    error = RuntimeError("Connection error.")
    error.__cause__ = AddressRefused("no")

    assert str(refusal_in(error)) == "no"


def test_no_refusal_is_found_where_there_is_none() -> None:
    assert refusal_in(RuntimeError("Connection error.")) is None
