"""Devices and networks, as a reader knows them again."""

from __future__ import annotations

import pytest

from audit.clients import device_of, shortened


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1", "Safari on an iPhone"),
        ("python-httpx2/2.16", "python-httpx2"),
        ("<script>alert(1)</script>", "scriptalert"),
        ("", "An unknown device"),
    ],
)
def test_a_device_has_a_name(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("unix:", ""),
        (None, ""),
    ],
)
def test_of_an_address_its_network_is_kept(address: str | None, network: str) -> None:
    assert shortened(address) == network
