"""News of a book's making, read over a real server from a real channel layer."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.test import Client

from accounts.models import User
from accounts.tokens import create_token, revoke
from books.models import VividPage
from books.tests.making import make_job
from books.tests.vividpages import make_vividpage
from jobs import broadcast
from jobs.models import Job
from vividpages.tests.conftest import machine

if TYPE_CHECKING:
    from vividpages.tests.machine import Machine

pytestmark = [
    pytest.mark.processes,
    pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"]),
]
__all__ = ["machine"]


class Stream:
    """A program that follows a book."""

    def __init__(self, address: str, path: str, **headers: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
        self.connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        self.answer = self.connection.getresponse()

    def event(self) -> dict[str, str]:
        """Read the next event; {} at the end."""
        fields: dict[str, str] = {}
        while line := self.answer.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if line == "\n" and "event" in fields:
                return fields
            fields |= {name: value} if line != "\n" else {}
        return {}


def test_who_follows_a_book_is_told_its_stages_until_it_is_settled(machine: Machine) -> None:
    reader = User.objects.create_user("ann@example.com", "correct horse battery")
    _, secret = create_token(owner=reader, name="P", scopes=["read"])
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", status=VividPage.Status.WORKING)
    job = make_job(vividpage, "analysis", planned=True)
    address = machine.start_web()
    path, bearer = f"/api/v1/vividpages/{vividpage.pk}/events", f"Bearer {secret}"

    follows = Stream(address, path, Authorization=bearer)
    assert (follows.answer.status, follows.answer.getheader("Content-Type")) == (
        200,
        "text/event-stream; charset=utf-8",
    )
    first = follows.event()
    assert (first["event"], '"state": "running"' in first["data"]) == ("stages", True)

    Job.objects.filter(pk=job.pk).update(state=Job.State.COMPLETED)
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.COMPLETED)
    broadcast.changed(vividpage.pk, at_once=True)
    last = follows.event()
    assert (last["event"], '"status": "completed"' in last["data"]) == ("settled", True)
    assert follows.event() == {}

    knows = Stream(address, path, Authorization=bearer, Last_Event_ID=last["id"])
    assert knows.event() == {}
    assert Stream(address, path).answer.status == 401


@pytest.mark.parametrize("by", ["token", "session", "jwt"])
def test_who_may_no_longer_is_told_no_more(machine: Machine, client: Client, by: str) -> None:
    reader = User.objects.create_user("ann@example.com", "correct horse battery")
    token, secret = create_token(owner=reader, name="P", scopes=["read"])
    client.force_login(reader)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", status=VividPage.Status.WORKING)
    credentials = {"email": reader.email, "password": "correct horse battery"}
    signed_in = Client().post("/api/v1/auth/login", credentials, content_type="application/json").json()
    jwt = {"Authorization": f"Bearer {signed_in['access_token']}"}
    shown = {"token": {"Authorization": f"Bearer {secret}"}, "session": {"Cookie": cookie}, "jwt": jwt}[by]

    follows = Stream(machine.start_web(), f"/api/v1/vividpages/{vividpage.pk}/events", **shown)
    assert follows.event()["event"] == "stages"

    revoke(token=token)
    client.logout()
    assert Client().post("/api/v1/auth/logout", headers=jwt).status_code == 204
    VividPage.objects.filter(pk=vividpage.pk).update(title="A Book of Calms")
    broadcast.changed(vividpage.pk, at_once=True)
    assert follows.event() == {}
