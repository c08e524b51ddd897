"""How often the API may be called, and what it says of that."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db


def test_each_answer_says_how_much_is_left_and_the_last_how_long_to_wait(
    call: Caller, called_by: Callable[..., Caller], settings: Settings
) -> None:
    settings.API_READS_A_MINUTE = 2
    answers = [call("GET", "/vividpages") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert [one["RateLimit-Remaining"] for one in answers] == ["1", "0", "0"]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["type"].endswith("#too-often")
    assert called_by("other@example.com")("GET", "/vividpages").status_code == 200
    assert call("POST", "/notifications/read").status_code == 200  # another kind of call
    Tally.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert call("GET", "/vividpages").status_code == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer vp_guessed"}])
def test_who_is_not_known_is_counted_by_address(header: dict[str, str], settings: Settings) -> None:
    settings.API_ANONYMOUS_A_MINUTE = 1
    answers: list[Any] = [Client().get("/api/v1/me", headers=header) for _ in range(2)]
    assert [one.status_code for one in answers] == [401, 429]
    elsewhere: Any = Client().get("/api/v1/me", headers=header, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 401


def test_public_lists_are_counted_by_address_too(settings: Settings) -> None:
    settings.API_ANONYMOUS_A_MINUTE = 1
    assert [Client().get("/api/v1/topics").status_code for _ in range(2)] == [200, 429]
