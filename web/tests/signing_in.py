"""A browser in which somebody has signed in only just now, so that they need not give the password once more."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


def sign_in_now(browser: Client, user: User, *, ago: float = 0, factor: bool = False) -> None:
    """Sign in by password, so many seconds `ago`; with `factor` by a second one, too."""
    browser.force_login(user)
    session = browser.session
    methods = ["password", "mfa"] if factor else ["password"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time() - ago} for method in methods]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
