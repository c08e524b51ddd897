"""Where readers may name services in private networks if nobody has said so."""

from __future__ import annotations

import runpy

import pytest
from django.conf import settings as configured

SERVER = {"DATABASE_URL": "postgresql://not-used"}


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        ({}, True),
        ({"ALLOWED_HOSTS": "localhost,127.0.0.1"}, True),
        ({"ALLOWED_HOSTS": "localhost,books.example.com"}, False),
        (SERVER, False),
        ({**SERVER, "ALLOW_PRIVATE_PROVIDERS": "true"}, True),
        ({"ALLOW_PRIVATE_PROVIDERS": "false"}, False),
    ],
)
def test_private_networks_are_open_on_a_machine_of_ones_own_and_closed_on_a_server(
    environment: dict[str, str], allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "ALLOWED_HOSTS", "ALLOW_PRIVATE_PROVIDERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VIVIDPAGES_VAR", str(configured.VAR_DIR))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    settings = runpy.run_path(str(configured.BASE_DIR / "vividpages" / "settings.py"))

    assert settings["ALLOW_PRIVATE_PROVIDERS"] is allowed
