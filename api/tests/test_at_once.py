"""Two change the same thing at once: one of them is told that it has changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from api.tests.conftest import Caller
from web.tests.at_once import AtOnce

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_several_changes_with_one_etag_one_holds(reader: User) -> None:
    call = Caller(reader)
    path = call("POST", "/stories", {"title": "The lamp"})["Location"].removeprefix("/api/v1")
    etag = call("GET", path)["ETag"]
    callers = [Caller(reader) for _ in range(4)]
    steps = AtOnce([partial(_changed, one, path, etag) for one in callers])
    assert sorted(steps.wait()) == [200, 412, 412, 412]


def _changed(call: Caller, path: str, etag: str) -> int:
    return int(call("PATCH", path, {"about": "x"}, If_Match=etag).status_code)
