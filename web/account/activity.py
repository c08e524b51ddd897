"""What happened to a reader's account lately, as the audit log has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.queries import activity_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from web.requests import SignedIn

ON_A_PAGE = 50


@login_required
@require_safe
def activity_page(request: SignedIn) -> HttpResponse:
    """Show it, the latest first."""
    pages = Paginator(activity_of(request.user.pk), ON_A_PAGE)
    return render(request, "account/activity.html", {"page": pages.get_page(request.GET.get("page"))})
