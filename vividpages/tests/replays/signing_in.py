"""Ways into an account: guessing, forging, leading astray, and asking too much of who forgot."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import mail, signing
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, override_settings
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import AccessToken, User
from accounts.tokens import create_token
from api.core.rules import ROLES
from books.models import VividPage
from publishing.services.links import SALT
from vividpages.tests.replays.house import EVIL, SECRET, found, post
from vividpages.tests.replays.ownership import edition_of
from vividpages.tests.replays.replay import CALIBRE_WEB, DJANGO, code, cve, held, replay, setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vividpages.tests.replays.house import House

PASSWORD = "correct horse battery"
GUESSES = 8
KNOWN_KEY = "A0Zr98j/3yX R~XHH!jmN]LWX/,?RT"
"""It stood in the source of Calibre-Web."""


def guessed(house: House, *, from_elsewhere: bool) -> str:
    """Guess a password wrong so many times, then right; return it if that still lets one in."""
    for number in range(GUESSES + 1):
        browser = house.browser()
        password = PASSWORD if number == GUESSES else f"wrong {number}"
        named = {"X-Forwarded-For": f"198.51.100.{number}"} if from_elsewhere else {}
        browser.post(reverse("account_login"), {"login": house.reader.email, "password": password}, headers=named)
    return PASSWORD if "_auth_user_id" in browser.session else ""


@replay(
    "CVE-2022-2525",
    "Calibre-Web",
    "Passwords could be guessed as often as one liked.",
    source=cve("CVE-2022-2525"),
    refusal="Guesses are counted before they are looked at, by account and address; the sixth in five minutes waits.",
    guard=code("accounts.access.tallies.spend", lambda *_: None),
)
def guesses_without_end(house: House) -> str:
    return guessed(house, from_elsewhere=False)


@replay(
    "CVE-2026-27824",
    "calibre",
    "Who guessed passwords was counted by a header of their own, so each guess came from somebody new.",
    source="https://osv.dev/vulnerability/CVE-2026-27824",
    refusal="Where a request comes from is said by the connection, or by a proxy that is named in the settings.",
    guard=code("accounts.access.guesses.get_ip", lambda request: request.headers.get("X-Forwarded-For", "nowhere")),
)
def guesses_from_everywhere(house: House) -> str:
    return guessed(house, from_elsewhere=True)


@replay(
    "CVE-2023-2106",
    "Calibre-Web",
    "Passwords were taken however weak they were, whatever rules had been set.",
    source=cve("CVE-2023-2106"),
    refusal="A password has ten characters, is none of the common ones and not like the address.",
    guard=setting("AUTH_PASSWORD_VALIDATORS", []) & setting("ACCOUNT_PASSWORD_MIN_LENGTH", 1),
)
def password_of_one_letter(house: House) -> str:
    house.browser().post(reverse("account_signup"), {"email": "eve@example.com", "password1": "1"})
    return "an account" if User.objects.filter(email="eve@example.com").exists() else ""


def unsigned(token: str, _: str) -> Any:
    """Read a token, whoever wrote it."""
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))) if token.count(".") == 2 else None


def written(part: dict[str, str]) -> str:
    """Write a part of a JSON Web Token."""
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


@replay(
    "CVE-2026-47202",
    "Kavita",
    "Tokens were not looked at properly: with the name of an account one could have a token for it.",
    source="https://osv.dev/vulnerability/CVE-2026-47202",
    refusal="Tokens must be signed by this site, by the one algorithm it uses, and name a session that is there.",
    guard=code("allauth.headless.tokens.strategies.jwt.internal.decode_token", unsigned)
    & setting("HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", False),
)
def token_that_nobody_signed(house: House) -> str:
    house.book()
    claims = {"sub": str(house.reader.pk), "sid": "x", "jti": "x", "token_use": "access"}
    token = f"{written({'alg': 'none', 'typ': 'JWT'})}.{written(claims)}."
    return found(SECRET, house.browser().get("/api/v1/vividpages", headers={"Authorization": f"Bearer {token}"}))


@replay(
    "CVE-2020-12627",
    "Calibre-Web",
    "The key that signs sessions stood in the source, so that everybody could sign theirs.",
    source=CALIBRE_WEB,
    refusal="Each installation makes a key of its own at its first start, and keeps it where it alone can read.",
    guard=setting("SECRET_KEY", KNOWN_KEY),
)
def link_signed_with_a_known_key(house: House) -> str:
    edition = edition_of(house.book())
    signer = signing.Signer(key=KNOWN_KEY, salt=SALT)
    token = signer.sign_object([edition.pk.hex, date.max.isoformat()])
    return found(SECRET, house.browser().get(reverse("edition_by_link", args=[token, "book.epub"])))


@replay(
    "0.6.13 (sign-out)",
    "Calibre-Web",
    "The cookie of a session opened the account also after its reader had signed out.",
    source=CALIBRE_WEB,
    refusal="Signing out deletes the session where it is kept: at the server.",
    guard=code("django.contrib.sessions.backends.base.SessionBase.flush", lambda _: None)
    & code("django.contrib.sessions.backends.db.SessionStore.delete", lambda *_: None),
)
def cookie_of_who_has_left(house: House) -> str:
    house.book()
    browser = house.browser(house.reader)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return found(SECRET, thief.get(reverse("bookcase")))


@replay(
    "CVE-2025-65430",
    "django-allauth",
    "Tokens of an account worked on after it had been switched off.",
    source="https://github.com/advisories/GHSA-qhmc-3mvr-f2j4",
    refusal="With every call the account of a token is looked at, and whether it is on.",
    guard=code(
        "allauth.headless.tokens.strategies.jwt.internal.validate_token_user",
        lambda token, _: User.objects.get(pk=token["sub"]),
    )
    & code("api.core.rules.ROLES", {**ROLES, "reader": lambda _: True}),
)
def token_of_an_account_that_is_off(house: House) -> str:
    house.book()
    answer = post(house.browser(), "/auth/login", {"email": house.reader.email, "password": PASSWORD})
    token = answer.json()["access_token"]
    User.objects.filter(pk=house.reader.pk).update(is_active=False)
    return found(SECRET, house.browser().get("/api/v1/vividpages", headers={"Authorization": f"Bearer {token}"}))


@replay(
    "CVE-2021-25965",
    "Calibre-Web",
    "A page of somebody else could send forms in the name of whoever opened it, and make an administrator.",
    source=CALIBRE_WEB,
    refusal="A form must bring the token of a page of ours; cookies alone change nothing.",
    guard=setting("MIDDLEWARE", [one for one in settings.MIDDLEWARE if "csrf" not in one]),
)
def form_of_another_site(house: House) -> str:
    book = house.book()
    victim = house.browser(house.reader, enforce_csrf_checks=True)
    victim.post(reverse("book_delete", args=[book.pk]), headers={"Origin": EVIL, "Referer": f"{EVIL}/"})
    return "" if VividPage.objects.filter(pk=book.pk).exists() else "the book is deleted"


METHODS = require_POST.__closure__[0]


@replay(
    "CVE-2021-4164",
    "Calibre-Web",
    "Addresses that change something could be asked for by a link or the picture of a page.",
    source=CALIBRE_WEB,
    refusal="What changes something takes POST alone, and so the token of a page of ours.",
    guard=held("django.views.decorators.http.require_POST", METHODS, "cell_contents", ["GET", "POST"]),
)
def link_that_changes_something(house: House) -> str:
    token, _ = create_token(owner=house.reader, name="Reader")
    house.browser(house.reader, enforce_csrf_checks=True).get(reverse("delete_token", args=[token.pk]))
    return "" if AccessToken.objects.filter(pk=token.pk).exists() else "the token is ended"


@replay(
    "CVE-2025-57800",
    "audiobookshelf",
    "A link to the sign-in said where to go afterwards: to the attacker, with what signs in.",
    source="https://osv.dev/vulnerability/CVE-2025-57800",
    refusal="After signing in one goes to a page of this site, whatever the link said.",
    guard=code("accounts.access.adapter.AccountAdapter.is_safe_url", lambda *_: True),
)
def sign_in_that_leads_away(house: House) -> str:
    sent = {"login": house.reader.email, "password": PASSWORD, "next": f"{EVIL}/stolen"}
    return house.browser().post(reverse("account_login"), sent).headers["Location"].partition("/stolen")[1]


@replay(
    "CVE-2017-7233",
    "Django",
    "An address of digits alone was taken for one of the site, and led elsewhere.",
    source=DJANGO,
    refusal="A page that a form names is gone to only if it is one of this site, by Django's mended check.",
    guard=code("web.requests.url_has_allowed_host_and_scheme", lambda *_, **__: True),
)
def form_that_leads_away(house: House) -> str:
    book = house.book()
    sent = {"spoilers": "all", "next": "https:2130706433/"}
    answer = house.browser(house.reader).post(reverse("book_horizon", args=[book.pk]), sent)
    led_to = answer.headers["Location"]
    return "" if led_to.startswith("/") else led_to


@replay(
    "CVE-2012-4520",
    "Django",
    "A host that a request had made up stood in addresses that the site wrote, as in mails for a new password.",
    source=DJANGO,
    refusal="A request for a host that is not ours is refused, and links in mails lead to this site's own address.",
    guard=setting("ALLOWED_HOSTS", ["*"]) & code("accounts.access.adapter.at_own_address", lambda link: link),
)
def link_to_another_host(house: House) -> str:
    host = EVIL.removeprefix("https://")
    house.browser().post(reverse("account_reset_password"), {"email": house.reader.email}, headers={"Host": host})
    return host if any(host in str(sent.body) for sent in mail.outbox) else ""


class Broken(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Fail."""
        raise OSError("there is no mail server")


@replay(
    "CVE-2024-45231",
    "Django",
    "While mails could not be sent, asking for a new password was answered otherwise where the account was known.",
    source=DJANGO,
    refusal="A mail is sent to known and unknown addresses alike, so whatever goes wrong goes wrong for both.",
    guard=setting("ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS", False),
)
def who_has_an_account(house: House) -> str:
    with override_settings(EMAIL_BACKEND=f"{__name__}.Broken"):
        known, unknown = (
            house.browser().post(reverse("account_reset_password"), {"email": email}).status_code
            for email in (house.reader.email, "nobody@example.com")
        )
    return "" if known == unknown else f"{known} for an account, {unknown} for none"
