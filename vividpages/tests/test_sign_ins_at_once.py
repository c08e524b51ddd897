"""Many who sign in at the same moment, at a real server: who knows the password gets in, and nobody sees an error."""

from __future__ import annotations

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from accounts.models import User
from vividpages.tests.machine import DEADLINE_SECONDS

if TYPE_CHECKING:
    from vividpages.tests.machine import Machine

pytestmark = pytest.mark.processes

PASSWORD = "a long enough phrase 7"
READERS = 20
"""More than the limits of one network address would let guess wrong, and than there are threads."""


def test_all_who_sign_in_at_once_from_one_network_get_in(machine: Machine) -> None:
    hashed = PBKDF2PasswordHasher().encode(PASSWORD, "salt")
    User.objects.bulk_create(User(email=f"reader{number}@example.com", password=hashed) for number in range(READERS))
    machine.environment |= {"WEB_PROCESSES": "2"}
    where = urlsplit(machine.start_web())

    def ask(method: str, body: str | None = None, **headers: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=DEADLINE_SECONDS)
        connection.request(method, "/accounts/login/", body, headers)
        response = connection.getresponse()
        return response, response.read().decode()

    def sign_in(number: int) -> tuple[int, bool]:
        form, html = ask("GET")
        cookie = re.search(r"csrftoken=[^;]+", form.headers["Set-Cookie"])[0]
        sent = {
            "csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', html)[1],
            "login": f"reader{number}@example.com",
            "password": PASSWORD,
        }
        content = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        answer, _ = ask("POST", urlencode(sent), **content)
        return answer.status, "sessionid=" in str(answer.headers)

    with ThreadPoolExecutor(READERS) as many:
        assert set(many.map(sign_in, range(READERS))) == {(302, True)}
