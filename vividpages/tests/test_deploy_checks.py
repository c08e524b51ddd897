"""Django's checks for deployment, with the settings that docker-compose gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

CHECK = """
import django, sys
django.setup()
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings
call_command("check", deploy=True, fail_level="WARNING")
for weakened in ({"SESSION_COOKIE_SECURE": False}, {"DEBUG": True}, {"SECURE_HSTS_SECONDS": 0}):
    try:
        with override_settings(**weakened):
            call_command("check", deploy=True, fail_level="WARNING")
    except SystemCheckError:
        continue
    sys.exit(f"nobody minds {weakened}")
"""
GIVEN = {
    "DOMAIN": "books.example.com",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "POSTGRES_PASSWORD": "letters",
    "KEY_ENCRYPTION_KEYS": "one:" + "A" * 43 + "=",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
}
"""What an operator writes into .env."""


def _environment_of_compose() -> dict[str, str]:
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()

    def filled(match: re.Match[str]) -> str:
        return GIVEN.get(match[1]) or (match[2] or "").removeprefix(":-").replace("${DOMAIN", GIVEN["DOMAIN"])

    values: dict[str, str] = yaml.safe_load(text)["x-app"]["environment"]
    return {name: re.sub(r"\$\{(\w+)(:[-?][^}]*)?\}", filled, value) for name, value in values.items()}


@pytest.mark.processes
def test_what_compose_sets_passes_all_checks_of_deployment_and_less_does_not() -> None:
    given = _environment_of_compose()
    assert given["ALLOWED_HOSTS"].startswith("books.example.com")
    assert given["HTTPS"] == "true"
    kept = {name: os.environ[name] for name in ("PATH", "VIVIDPAGES_VAR") if name in os.environ}
    environment = {**kept, **GIVEN, **given, "DJANGO_SETTINGS_MODULE": "vividpages.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHECK],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_what_the_checks_are_silent_about_is_done_by_the_proxy() -> None:
    """Caddy sends HTTP to HTTPS for every host that it is told of by its name alone."""
    first = next(
        line for line in (settings.BASE_DIR / "Caddyfile").read_text().splitlines() if line[:1] not in ("#", "")
    )
    assert first == "{$DOMAIN} {"
