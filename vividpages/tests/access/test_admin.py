"""Every route of the admin × everybody: it is there for staff alone, and each table for those who may see it."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import get_resolver, reverse

from accounts.models import User
from vividpages.tests.access.browsing import browsers_of
from vividpages.tests.access.tables import TABLES
from vividpages.tests.access.walking import admin_routes

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
OPEN_TO_STAFF = {
    "/admin/",
    "/admin/jsi18n/",
    "/admin/password_change/",
    "/admin/password_change/done/",
    "/admin/logout/",
}
"""The admin's own pages, which show no table."""
PLACE = re.compile(r"<(?:path:)?\w+>")


def test_every_table_is_named_with_what_operators_may_do_there() -> None:
    get_resolver().url_patterns  # noqa: B018 (loads what is registered)
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_staff=True)
    found = {
        model._meta.label: " ".join(
            deed for deed in ("view", "add", "change", "delete") if getattr(table, f"has_{deed}_permission")(request)
        )
        for model, table in admin.site._registry.items()  # noqa: SLF001 (there is no public way)
    }
    assert found == TABLES


def test_nobody_but_staff_gets_into_the_admin(reader: User, stranger: User) -> None:
    browsers, addresses, wrong = browsers_of(reader, stranger), _addresses(), []
    assert len(addresses) > 200
    for address in addresses:
        for person in ("nobody", "stranger"):
            response = browsers[person].ask("GET", address)
            kept_out = response.status_code == 302 and response.headers["Location"].startswith(LOGIN)
            if not kept_out and address not in (LOGIN, "/admin/logout/"):
                wrong.append(f"{person} {address}: {response.status_code}")
    assert not wrong, "\n".join(wrong)
    assert browsers["stranger"].ask("GET", LOGIN).status_code == 403


def test_staff_see_no_table_that_was_not_given_to_them(reader: User, stranger: User) -> None:
    browsers, wrong = browsers_of(reader, stranger), []
    for address in _addresses():
        status = browsers["staff"].ask("GET", address).status_code
        if status not in (302, 403, 404, 405) and address not in OPEN_TO_STAFF:
            wrong.append(f"{address}: {status}")
    assert not wrong, "\n".join(wrong)


def test_operators_see_every_table(reader: User, stranger: User) -> None:
    browser = browsers_of(reader, stranger)["operator"]
    statuses = {label: browser.ask("GET", _list_of(label)).status_code for label in TABLES}
    assert set(statuses.values()) == {200}, statuses


def _addresses() -> list[str]:
    """Return an address of every route of the admin; 1 is nobody's id."""
    plain = [route for route in admin_routes() if "^" not in route and "(?P" not in route]
    return ["/" + PLACE.sub("1", route) for route in plain] + ["/admin/books/", "/admin/nothing/"]


def _list_of(label: str) -> str:
    return reverse(f"admin:{label.lower().replace('.', '_')}_changelist")
