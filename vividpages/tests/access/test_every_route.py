"""Every route of the pages × everybody: walked, so that a new one is here by itself and fails until it has a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.tests.test_routes_matrix import snapshot
from vividpages.tests.access.browsing import Browser, answer_of, browsers_of
from vividpages.tests.access.rows import FORMS, rows_of
from vividpages.tests.access.rules import Person, rules
from vividpages.tests.access.walking import routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django import Settings

    from accounts.models import User
    from vividpages.tests.access.rows import Rows
    from vividpages.tests.access.rules import Rule
    from vividpages.tests.access.walking import Route

pytestmark = pytest.mark.django_db
RULES = rules()
KEPT_OUT: tuple[Person, ...] = ("nobody", "stranger", "moderator", "operator")
INVITED: tuple[Person, ...] = ("nobody", "owner", "moderator")
NOT_CALLED = {"sample", "source", "face", "part"}
"""Nobody is let in here, for that takes seconds, or more than rows; who is to be kept out, is."""
EMPTY = {
    *("book_style", "own_style_reference", "picture_as", "edition_file", "edition_preview"),
    *("film", "film_captions", "film_poster", "film_file", "report_segment_picture"),
    *("undo_pages", "change_page", "settle"),
}
"""Of these rows there is nothing here for their owner: no file was made, nothing begun that could be undone."""
BY_LIBRARIES = ("accounts/", "favicon.ico")
"""Views of allauth and of Django take PUT as POST, with the same checks."""
FENCED = {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
"""Of each answer's policy."""
WITHOUT_CSRF = {"notifications_no_mail", "not_found", "google_login_by_token"}
"""Mail programs, and the API's answer to addresses that are none; Google's button brings a token of its own."""


@pytest.fixture
def _all_is_offered(settings: Settings) -> None:
    settings.CANVA_CLIENT_ID = settings.CANVA_CLIENT_SECRET = "canva"
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "google", "secret": "s", "key": ""}]}}


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    walked = {route.name for route in routes()}
    assert walked - RULES.keys() == set(), "say in vividpages/tests/access/rules.py who may see these"
    assert RULES.keys() - walked == set(), "these are gone"


@pytest.mark.usefixtures("_all_is_offered", "small_pictures")
def test_everybody_is_answered_as_the_rules_say(reader: User, stranger: User) -> None:
    rows, browsers = rows_of(reader), browsers_of(reader, stranger)
    before = snapshot()
    wrong = [*_let_in_wrongly(rows, browsers)]
    assert snapshot() == before, "somebody who is kept out has changed something"
    wrong += _kept_out_wrongly(rows, browsers)
    assert not wrong, "\n".join(wrong)


def _let_in_wrongly(rows: Rows, browsers: dict[Person, Browser]) -> Iterator[str]:
    for route, rule, method in _asked():
        for person in KEPT_OUT:
            expected = rule.answer(person)
            if expected == "in":
                continue
            answer = answer_of(browsers[person].ask(method, rows.address(route)))
            if answer != expected and (person, answer) != ("nobody", 405):
                yield f"{person} {method} {route.name}: {answer}"


def _kept_out_wrongly(rows: Rows, browsers: dict[Person, Browser]) -> Iterator[str]:
    for route, rule, method in _asked():
        for person in INVITED:
            if (
                rule.answer(person) != "in"
                or route.name in NOT_CALLED
                or (person == "moderator" and rule.others == "in")
            ):
                continue
            response = browsers[person].try_out(method, rows.address(route), FORMS.get(route.name))
            if answer_of(response) != (404 if route.name in EMPTY else "in"):
                yield f"{person} {method} {route.name}: {answer_of(response)}"
            kept = response.get("Cache-Control", "")
            if rule.nobody != "in" and not ("no-store" in kept or {"private", "no-cache"} <= {*kept.split(", ")}):
                yield f"{person} {method} {route.name}: a browser or a proxy may keep it ({kept})"
            if response.get("X-Content-Type-Options") != "nosniff" or FENCED - _policy(response):
                yield f"{person} {method} {route.name}: a header is missing that keeps browsers from harm"


def _policy(response: HttpResponse) -> set[str]:
    return {part.strip() for part in response.get("Content-Security-Policy", "").split(";")}


def _asked() -> Iterator[tuple[Route, Rule, str]]:
    for route in routes():
        rule, methods = RULES[route.name]
        yield from ((route, rule, method) for method in sorted(methods))


def test_methods_that_no_rule_names_are_not_taken(reader: User) -> None:
    rows, browser, wrong = rows_of(reader), Browser(reader), []
    for route in routes():
        if route.name in NOT_CALLED or route.address.startswith(BY_LIBRARIES):
            continue
        for method in {"GET", "POST", "PUT"} - RULES[route.name][1]:
            answer = answer_of(browser.try_out(method, rows.address(route)))
            if answer not in (405, 404, 401):
                wrong.append(f"{method} {route.name}: {answer}")
    assert not wrong, "\n".join(wrong)


def test_what_is_sent_from_another_site_is_refused(reader: User) -> None:
    rows, browser, wrong = rows_of(reader), Browser(reader, enforce_csrf_checks=True), []
    for route in routes():
        if "POST" not in RULES[route.name][1] or route.name in WITHOUT_CSRF:
            continue
        answer = answer_of(browser.ask("POST", rows.address(route), FORMS.get(route.name)))
        if answer != 403:
            wrong.append(f"{route.name}: {answer}")
    assert not wrong, "\n".join(wrong)
