"""What may be read from a replica, and by whom. The tests have none: which database would be asked counts."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from books.models import VividPage
from vividpages.database.addresses import Addresses, databases
from web.replicas import RememberWrites, ReplicaRouter, from_replica, may_read_replica

ROUTER = ReplicaRouter()


@pytest.fixture
def _a_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(django_settings.DATABASES, "replica", {})


def _asked(method: str = "GET", **cookies: str) -> tuple[str, str]:
    """Return from where books and people are read by a view that may read a replica."""
    read: list[str] = []

    @may_read_replica
    def view(_request: HttpRequest) -> HttpResponse:
        read.extend((ROUTER.db_for_read(VividPage), ROUTER.db_for_read(User)))
        return HttpResponse()

    request = HttpRequest()
    request.method, request.COOKIES = method, cookies
    view(request)
    return read[0], read[1]


@pytest.mark.usefixtures("_a_replica")
def test_a_view_that_says_so_reads_books_from_the_replica_and_people_from_the_primary() -> None:
    assert _asked() == ("replica", "default")
    assert ROUTER.db_for_read(VividPage) == "default", "elsewhere nothing is"


@pytest.mark.usefixtures("_a_replica")
def test_who_sends_something_reads_what_they_wrote() -> None:
    assert _asked("POST") == ("default", "default")
    request = HttpRequest()
    request.method = "POST"
    answer = RememberWrites(lambda _: HttpResponse())(request)
    cookie = answer.cookies[django_settings.JUST_WROTE_COOKIE_NAME]

    assert cookie["max-age"] == django_settings.REPLICA_LAG_SECONDS
    assert _asked(**{cookie.key: cookie.value}) == ("default", "default")


def test_without_a_replica_everything_is_read_from_the_primary() -> None:
    assert _asked() == ("default", "default")
    with from_replica():
        assert ROUTER.db_for_read(VividPage) == "default"


@pytest.mark.usefixtures("_a_replica")
def test_nothing_is_written_or_migrated_there() -> None:
    with from_replica():
        assert ROUTER.db_for_write(VividPage) == "default"
    assert ROUTER.allow_migrate("replica", "books") is False


def test_the_address_of_a_replica_makes_one_that_tests_take_for_the_database() -> None:
    found = databases(Addresses("postgresql://a@one/x", replica_url="postgresql://a@two/x"))

    assert (found["replica"]["HOST"], found["replica"]["TEST"]) == ("two", {"MIRROR": "default"})
    assert "replica" not in connections.databases
