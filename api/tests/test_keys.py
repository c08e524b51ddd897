"""Keys to services by the API, against a server that speaks a service's protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.models import ApiKey
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.tests.conftest import Caller
    from providers.tests.wire import WireServer

pytestmark = pytest.mark.django_db
SECRET = "sk-quite-a-secret-0123456789"


def test_a_key_from_adding_to_deleting(call: Caller, wire: WireServer) -> None:
    body = {"service": "compatible", "secret": SECRET, "base_url": wire.base_url("compatible"), "nickname": "Mine"}
    added = call("POST", "/users/api-keys", body)
    assert (added.status_code, added.json()["last_four"], added.json()["is_active"]) == (201, "6789", True)
    path = f"/users/api-keys/{added.json()['id']}"
    assert call("PATCH", path, {"nickname": "Ours", "is_active": False}).json()["nickname"] == "Ours"
    assert call("POST", f"{path}/check").json()["checked"] is not None
    shown = call("GET", "/users/api-keys")
    assert [(key["nickname"], key["is_active"]) for key in shown.json()["items"]] == [("Ours", False)]
    assert SECRET.encode() not in shown.content + added.content
    assert call("DELETE", path).status_code == 204
    assert not ApiKey.objects.exists()


def test_keys_that_cannot_be_kept_are_refused_in_words(call: Caller) -> None:
    refused = call("POST", "/users/api-keys", {"service": "nobody"})
    assert (refused.status_code, "anthropic" in refused.json()["detail"]) == (422, True)
    refused = call("POST", "/users/api-keys", {"service": "compatible", "base_url": "ftp://x", "secret": SECRET})
    assert (refused.status_code, refused.json()["type"].rpartition("#")[2]) == (422, "key-not-kept")
    assert SECRET.encode() not in refused.content


def test_keys_of_others_are_not_found(call: Caller, called_by: Callable[..., Caller], wire: WireServer) -> None:
    body = {"service": "ollama", "base_url": wire.base_url("ollama")}
    path = f"/users/api-keys/{call('POST', '/users/api-keys', body).json()['id']}"
    other = called_by("other@example.com")
    for method, more in (("PATCH", ""), ("DELETE", ""), ("POST", "/check")):
        assert other(method, path + more, {} if method == "PATCH" else None).status_code == 404
