"""What of a book does not fit together, and mending it. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from characters.continuity import queries
from characters.continuity.services import dismiss, take_up_again
from characters.editing import EditRefused
from characters.models import Finding
from storyboards.continuity import requesting, services
from web.requests import SignedIn, carried, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage

RIGHT, AGAIN = "right", "again"


@login_required
@require_safe
@warn_of_spoilers
def continuity(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show all that the latest check has found."""
    vividpage = vividpage_of(request, vividpage_id)
    context = {
        "vividpage": vividpage,
        "report": queries.report_of(vividpage),
        "is_coming": requesting.is_coming(vividpage_id=vividpage.pk),
        "carried": carried(request),
    }
    return render(request, "bible/continuity/continuity.html", context)


@login_required
@require_POST
def answer_finding(request: SignedIn, vividpage_id: UUID, finding_id: UUID) -> HttpResponse:
    """Say that something is right (`choice=right`) or not so right (`again`), or mend it in the way of that number."""
    vividpage = vividpage_of(request, vividpage_id)
    finding = get_object_or_404(Finding.objects.filter(vividpage=vividpage), pk=finding_id)
    choice = request.POST.get("choice", "")
    if choice == RIGHT:
        dismiss(finding=finding)
    elif choice == AGAIN:
        take_up_again(finding=finding)
    elif choice.isdecimal() and len(choice) < 3:
        try:
            messages.success(request, services.mend(finding=finding, choice=int(choice), by=request.user))
        except EditRefused as refused:
            messages.error(request, str(refused))
    else:
        return HttpResponse(status=400)
    return _back(request, vividpage)


@login_required
@require_POST
def check_continuity(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Check the book now."""
    vividpage = vividpage_of(request, vividpage_id)
    requesting.check_now(vividpage_id=vividpage.pk)
    messages.info(request, "The book is being checked. Open this page again in a moment.")
    return _back(request, vividpage)


def _back(request: SignedIn, vividpage: VividPage) -> HttpResponse:
    """Lead to the report, which stays open for those who have opened it."""
    return redirect(f"{reverse('continuity', args=[vividpage.pk])}{carried(request)}")
