"""Where readers may name services in private networks if nobody has said so."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

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
    environment: Any, allowed: bool
) -> None:
    names = ("DATABASE_URL", "ALLOWED_HOSTS", "ALLOW_PRIVATE_PROVIDERS")
    inherited = {name: value for name, value in os.environ.items() if name not in names}

    told = subprocess.run(
        [sys.executable, "-c", "from vividpages import settings; print(settings.ALLOW_PRIVATE_PROVIDERS)"],
        env={**inherited, "VIVIDPAGES_VAR": str(configured.VAR_DIR), **environment},
        cwd=configured.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == str(allowed)
