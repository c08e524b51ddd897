"""Which addresses the server may connect to on a reader's behalf, and which base URLs a reader may type.

Sources: the IANA registries of special-purpose addresses (RFC 6890), RFC 4291 (mapped), RFC 3056 (6to4),
RFC 4380 (Teredo), RFC 6052 and 8215 (NAT64), RFC 5214 (ISATAP), and the clouds' pages on their metadata services.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import ClassVar

import httpx2
from django.conf import settings

from providers.errors import ProviderError

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""From a name and a port to addresses, as numbers, in the order in which they are to be tried; OSError: none."""

LONGEST_URL = 500
"""Characters."""

# What a machine in a cloud learns its own passwords from. Nothing else lives at 169.254/16 that a reader may mean.
METADATA = (
    IPv4Network("169.254.0.0/16"),
    IPv4Network("100.100.100.200/32"),  # Alibaba
    IPv4Network("192.0.0.192/32"),  # Oracle
    IPv4Network("168.63.129.16/32"),  # Azure
    IPv6Network("fd00:ec2::/32"),  # Amazon
    IPv6Network("fd20:ce::254/128"),  # Google
)
NOBODYS = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("168.63.129.16/32"),
    IPv6Network("3fff::/20"),
)
"""Special networks that `ipaddress` takes for public, in one version of Python or another."""
GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
TRANSLATED = IPv6Network("::ffff:0:0:0/96")
COMPATIBLE = IPv6Network("::/96")
ISATAP = (0x00005EFE, 0x02005EFE)


class AddressRefused(ProviderError):
    """The address is not one that this server connects to for a reader."""

    halts: ClassVar[bool] = True


def refusal_in(error: BaseException) -> AddressRefused | None:
    """Return the refusal that an SDK's error came from, if it came from one."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, AddressRefused):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def resolve_name(host: str, port: int) -> list[str]:
    """Look up the addresses of a name as the operating system knows them. Raises OSError."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


def checked_addresses(
    host: str, port: int, *, allow_private: bool | None = None, resolve: Resolver = resolve_name
) -> list[str]:
    """Return the addresses of `host`, when each of them may be connected to.

    `allow_private`: None for the setting ALLOW_PRIVATE_PROVIDERS. Raises AddressRefused, and OSError for a name
    that has no address. One address that is refused refuses the name, so that the order plays no part.
    """
    private = settings.ALLOW_PRIVATE_PROVIDERS if allow_private is None else allow_private
    host = host.strip("[]")
    _refuse_odd_numbers(host)
    addresses = list(resolve(host, port))
    if not addresses:
        raise OSError("the name has no address")
    for text in addresses:
        _refuse(ip_address(text), allow_private=private)
    return addresses


def check_base_url(url: str, *, allow_private: bool | None = None, resolve: Resolver = resolve_name) -> str:
    """Check a base URL and return it as it is kept: trimmed, without a slash at its end.

    Raises AddressRefused with words for the reader. A name that has no address at the moment is let through:
    each connection is checked again.
    """
    text = url.strip().rstrip("/")
    if len(text) > LONGEST_URL or any(character.isspace() or not character.isprintable() for character in text):
        raise AddressRefused("That is not an address of the web.")
    try:
        parsed = httpx2.URL(text)
    except httpx2.InvalidURL:
        raise AddressRefused("That is not an address of the web.") from None
    refuse_form(parsed.scheme, parsed.host, parsed.userinfo)
    if parsed.query or parsed.fragment or "?" in text or "#" in text or "\\" in text:
        raise AddressRefused(
            "Leave out what comes after “?” or “#”: the address of the server and its path are enough."
        )
    port = (443 if parsed.scheme == "https" else 80) if parsed.port is None else parsed.port
    if not 0 < port < 2**16:
        raise AddressRefused("The address names a port that does not exist.")
    try:
        checked_addresses(parsed.host, port, allow_private=allow_private, resolve=resolve)
    except (OSError, UnicodeError):
        return text
    return text


def refuse_form(scheme: str, host: str, userinfo: bytes) -> None:
    """Raise AddressRefused unless it is http or https to a host, without a name and password in the address."""
    if scheme not in ("http", "https"):
        raise AddressRefused("The address has to begin with http:// or https://.")
    if not host:
        raise AddressRefused("The address names no server.")
    if userinfo:
        raise AddressRefused("Leave the name and password out of the address; the key has a field of its own.")


def _refuse_odd_numbers(host: str) -> None:
    """Refuse 2130706433, 0x7f.1 and 0177.0.0.1, which some readers of addresses take for 127.0.0.1."""
    last = host.rstrip(".").rpartition(".")[2]
    if ":" in host or (not last.isdigit() and not last.lower().startswith("0x")):
        return
    try:
        IPv4Address(host)
    except ValueError:
        raise AddressRefused("Write the server's address as a name, or as four numbers such as 192.0.2.7.") from None


def _refuse(address: Address, *, allow_private: bool) -> None:
    meant = [address, *_embedded(address)]
    if any(one in network for one in meant for network in METADATA if one.version == network.version):
        raise AddressRefused("That address belongs to the machine's own metadata and cannot be used here.")
    if any(one.is_multicast for one in meant):
        raise AddressRefused("That address belongs to no single server.")
    if not allow_private and not all(_is_public(one) for one in meant):
        raise AddressRefused(
            "That address lies in a private network. Whoever runs this site can allow that (ALLOW_PRIVATE_PROVIDERS)."
        )


def _embedded(address: Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address carries and that may be reached through it."""
    if isinstance(address, IPv4Address):
        return []
    number = int(address)
    low, middle = IPv4Address(number & 0xFFFFFFFF), (number >> 32) & 0xFFFFFFFF
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    carries = any(address in network for network in (NAT64, NAT64_LOCAL, TRANSLATED, COMPATIBLE)) or middle in ISATAP
    return [low] if carries else []


def _is_public(address: Address) -> bool:
    if any(address in network for network in NOBODYS if address.version == network.version):
        return False
    if isinstance(address, IPv4Address):
        return address.is_global
    if address.ipv4_mapped or address in NAT64:  # a public server as networks of IPv6 alone see it
        return True
    return address in GLOBAL_UNICAST and address.is_global
