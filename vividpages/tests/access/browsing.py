"""Browsers of everybody, which find each time what they have found at first."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any, get_args

from django.db import transaction
from django.test import Client

from accounts.models import User
from storyboards.safety.moderators import appoint
from vividpages.tests.access.rules import Person
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from vividpages.tests.access.rules import Answer

SIGN_IN = "/accounts/login/"


class Undone(Exception):
    """What a request has done is undone."""


class Browser:
    """A browser of one person, who has signed in just now, by a second factor, too."""

    def __init__(self, user: User | None, **options: Any) -> None:
        self._client = Client(raise_request_exception=False, **options)
        if user is not None:
            sign_in_now(self._client, user, factor=True)
        self._cookies = self._client.cookies.output(header="", sep=";")

    def ask(self, method: str, address: str, sent: dict[str, str] | None = None) -> Any:
        """Send a request. What it sets as cookies is forgotten, what it does stays."""
        self._client.cookies = SimpleCookie(self._cookies)
        if method == "POST":
            return self._client.post(address, sent or {})
        return self._client.generic(method, address)

    def try_out(self, method: str, address: str, sent: dict[str, str] | None = None) -> Any:
        """Send a request, and undo in the database what it does."""
        response = None
        try:
            with transaction.atomic():
                response = self.ask(method, address, sent)
                raise Undone
        except Undone:
            return response


def browsers_of(owner: User, stranger: User) -> dict[Person, Browser]:
    """Make a browser for each person."""
    moderator = User.objects.create_user("moderator@example.com", None)
    appoint(moderator)
    staff = User.objects.create_user("staff@example.com", None, is_staff=True)
    people: dict[Person, User | None] = {
        "nobody": None,
        "owner": owner,
        "stranger": stranger,
        "moderator": moderator,
        "staff": staff,
        "operator": User.objects.create_superuser("operator@example.com", None),
    }
    assert {*people} == {*get_args(Person)}
    return {person: Browser(user) for person, user in people.items()}


def answer_of(response: Any) -> Answer | int:
    """Return how somebody was answered, in the words of rules; another status by itself."""
    if response.status_code == 302:
        return "login" if response.headers["Location"].startswith(SIGN_IN) else "in"
    status: int = response.status_code
    return status if status in (401, 403, 404, 405) or status >= 500 else "in"
