"""How often pages that cost the site something may be asked for: by each reader, and by address of who is not known.

The addresses are those of the front door: of what a request says of itself, only proxies of ours are believed
(TRUSTED_PROXIES).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.shortcuts import render

from accounts.access import devices, rates
from accounts.access.tallies import Limit
from web.requests import page_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.urls import ResolverMatch

    from accounts.access.rates import Rate

PAGES = {
    "sign-in": ("account_login", "account_reauthenticate"),
    "sign-up": ("account_signup",),
    "upload": ("upload", "add_sources", "import_bible", "own_style_import", "reference_own", "own_style_reference"),
    "start": ("book_start", "book_resume", "try_page", "make_variant", "write", "act_on_writing", "continue_branch"),
    "redraw": ("redraw", "redraw_scene", "start_redraw_many", "reference_redraw", "mend", "style_preview"),
    "search": ("search", "book_search", "similar_scenes", "opds_search"),
    "export": ("make_edition", "make_edition_again", "make_film", "make_film_again", "make_archive", "canva_edition"),
}
"""The addresses that each limit counts, by name."""
SCOPES = {name: scope for scope, names in PAGES.items() for name in names}
READ_TOO = frozenset({"search"})
"""What is counted when it is read; of all else, only what is sent."""


class Limited:
    """Counts what is asked for, tells how much is left, and refuses what is too much with a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        rate: Rate | None = getattr(request, "page_rate", None)
        for name, value in (rate.headers if rate else {}).items():
            response.setdefault(name, value)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Count it; return the page that refuses it if it is too much."""
        scope = _scope_of(request.resolver_match)
        if scope is None or (request.method in ("GET", "HEAD", "OPTIONS") and scope not in READ_TOO):
            return None
        most = settings.PAGE_LIMITS.get(scope, 0)
        if not most:
            return None
        rate = rates.count(Limit(f"page-{scope}", most, rates.MINUTE), _who(request, scope))
        request.page_rate = rate  # type: ignore[attr-defined]
        if not rate.is_over:
            return None
        sentence = f"This may be asked for {most} times in a minute. Wait {rate.seconds} seconds, then go on."
        return render(request, "429.html", {"sentence": sentence, "back": page_before(request)}, status=429)


def _scope_of(match: ResolverMatch | None) -> str | None:
    """Return which limit counts an address; None: none of these. The API, which shares some names, has its own."""
    return None if match is None or match.namespaces else SCOPES.get(match.url_name or "")


def _who(request: HttpRequest, scope: str) -> str:
    """Return whom a request counts for.

    Somebody else at the same address keeps nobody from signing in on a device that an account was used on before; how
    often a password may be guessed there is counted apart (`accounts.access.guesses`).
    """
    if request.user.is_authenticated:
        return request.user.pk.hex
    device = devices.device_of(request) if scope == "sign-in" else None
    return device or get_ip(request) or "nowhere"
