"""What the command line says of wrong settings and a database that is away, and what asking for help leaves behind."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from vividpages.source import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import Settings

AWAY = "postgresql://reader:the-password@127.0.0.1:1/none"


def _run(tmp_path: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "VIVIDPAGES_VAR")}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={**kept, "VIVIDPAGES_VAR": str(tmp_path / "var"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.processes
def test_asking_for_help_makes_no_database(tmp_path: Path) -> None:
    done = _run(tmp_path, "add_key", "--help")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "var" / "postgres").exists()


@pytest.mark.processes
def test_a_database_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    done = _run(tmp_path, "migrate", DATABASE_URL=AWAY)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("The database does not answer")
    assert "Traceback" not in done.stderr
    assert "the-password" not in done.stderr


@pytest.mark.processes
def test_a_switch_that_is_neither_on_nor_off_is_told(tmp_path: Path) -> None:
    done = _run(tmp_path, "check", DATABASE_URL=AWAY, HTTPS="yesplease")
    assert done.returncode == 2
    assert done.stderr.strip().endswith("HTTPS is 'yesplease': say true or false.")


def test_the_source_of_what_runs_is_given_without_what_lies_beside_it(client: Client, db: None) -> None:
    assert reverse("source") in client.get("/").content.decode()
    answer = client.get(reverse("source"))
    with tarfile.open(fileobj=io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        names = set(archive.getnames())
    assert {"vividpages/manage.py", "vividpages/LICENSE", "vividpages/api/urls.py"} <= names
    beside = {"var", ".env", ".git", ".venv", "__pycache__"}
    assert not [name for name in names if beside & set(name.split("/"))]


def test_nothing_of_an_operator_is_the_source(tmp_path: Path) -> None:
    kept_apart = (".env", "var/secret-key", "backup.sql", "jobs/.env.local", "notes/keys.txt", "jobs/tls.pem")
    in_the_open = ("docker-compose.override.yml", "deploy/prometheus.yml", "jobs/__init__.py")
    for name in (*kept_apart, *in_the_open):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in files_of(tmp_path)] == ["jobs/__init__.py"]


def test_a_site_may_link_to_its_source_elsewhere(client: Client, db: None, settings: Settings) -> None:
    settings.SOURCE_URL = "https://example.org/source"
    assert 'href="https://example.org/source"' in client.get("/").content.decode()


def test_sign_up_can_be_closed(client: Client, db: None, settings: Settings) -> None:
    settings.SIGN_UP = False
    page = client.get(reverse("account_signup"))
    assert "Sign-up is closed" in page.content.decode()
    client.post(reverse("account_signup"), {"email": "new@example.com", "password1": "a long enough phrase 7"})
    assert not User.objects.exists()
    assert "Sign up" not in client.get(reverse("account_login")).content.decode()


def test_passwords_are_kept_as_argon2_and_older_ones_are_made_anew(
    client: Client, db: None, settings: Settings
) -> None:
    older, now = "django.contrib.auth.hashers.PBKDF2PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"
    settings.PASSWORD_HASHERS = [older]
    user = User.objects.create_user("ann@example.com", "a long enough phrase 7")
    settings.PASSWORD_HASHERS = [now, older]
    sent = {"login": "ann@example.com", "password": "a long enough phrase 7"}
    assert client.post(reverse("account_login"), sent).status_code == 302
    user.refresh_from_db()
    assert user.password.startswith("argon2$")


def test_whom_to_tell_of_a_hole_is_said_where_the_operator_has(client: Client, settings: Settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    told = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@example.org" in told
    assert "Expires: " in told
