"""What browsers keep of what they were shown: nothing of a reader's; and what cookies are like over HTTPS.

Of all routes: vividpages/tests/access/test_every_route.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from vividpages.tests.conftest import machine

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from vividpages.tests.machine import Machine

__all__ = ["machine"]

ASK_OVER_HTTPS = """
import json, os, re, django
os.environ["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
django.setup()
from django.test import Client
browser = Client(enforce_csrf_checks=True)
secure = {"headers": {"host": "localhost", "x-forwarded-proto": "https", "referer": "https://localhost/"}}
page = browser.get("/accounts/login/", **secure)
sent = {"login": "ann@example.com", "password": "correct horse battery"}
sent["csrfmiddlewaretoken"] = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
answers = [page, browser.post("/accounts/login/", sent, **secure)]
cookies = [cookie.OutputString() for answer in answers for cookie in answer.cookies.values()]
print(json.dumps({"cookies": cookies, "hsts": page["Strict-Transport-Security"], "status": answers[1].status_code}))
"""


@pytest.mark.parametrize(
    "name",
    ["home", "bookcase", "upload", "search", "spending", "keys", "models", "account_email", "account_change_password"],
)
def test_no_page_of_a_reader_is_kept(signed_in: Client, name: str) -> None:
    assert "no-store" in signed_in.get(reverse(name), follow=True)["Cache-Control"]


def test_what_is_everybodys_is_kept(client: Client) -> None:
    assert "public" in client.get(reverse("style_specimen", args=["ink"]))["Cache-Control"]


@pytest.mark.processes
def test_over_https_no_other_host_sets_our_cookies(machine: Machine, reader: User) -> None:
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    reader.password = PBKDF2PasswordHasher().encode("correct horse battery", "salt", iterations=1000)
    reader.save()
    finished = subprocess.run(
        [sys.executable, "-c", ASK_OVER_HTTPS],
        env={**machine.environment, "HTTPS": "true"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(finished.stdout)

    assert answer["status"] == 302
    assert {cookie.partition("=")[0] for cookie in answer["cookies"]} == {
        "__Host-csrftoken",
        "__Host-sessionid",
        "__Host-device",
    }
    for cookie in answer["cookies"]:
        assert "; Secure" in cookie
        assert "Path=/;" in cookie
        assert "Domain" not in cookie
        assert "; HttpOnly" in cookie
        assert "; SameSite=Lax" in cookie
    assert answer["hsts"] == "max-age=31536000; includeSubDomains"
