"""Where a request came from, in as few words as its reader needs to know it again."""

from __future__ import annotations

import ipaddress

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
"""What stands in a User-Agent, and whose it is; browsers name those that they are like, so the first counts."""
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "An unknown device"
LONGEST_NAME = 60
IPV4_BITS, IPV6_BITS = 24, 48
"""What is kept of an address: the network of a street or a provider, not the household."""


def device_of(user_agent: str) -> str:
    """Return a device as its reader calls it: “Firefox on Linux”; of a program, what it calls itself first."""
    browser = next((name for part, name in BROWSERS if part in user_agent), "")
    system = next((name for part, name in SYSTEMS if part in user_agent), "")
    if browser or system:
        return f"{browser or 'A program'} on {system or 'an unknown system'}"
    name = user_agent.partition("/")[0].split("(")[0].strip()
    plain = "".join(character for character in name if character.isalnum() or character in " -_.")[:LONGEST_NAME]
    return plain or UNKNOWN


def shortened(address: str | None) -> str:
    """Return the network of an address, such as “192.0.2.0/24” or “2001:db8::/48”; "" for what is none."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    bits = IPV4_BITS if found.version == 4 else IPV6_BITS
    return str(ipaddress.ip_network((found, bits), strict=False))
