"""How much room a reader's books take, and what of it can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from custody.archives.services import token_of
from custody.models import Archive
from custody.room import quotas, room_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from web.requests import SignedIn


@login_required
@require_safe
def storage(request: SignedIn) -> HttpResponse:
    """Show what each book takes, by kind."""
    archive = Archive.objects.filter(owner=request.user).first()
    context = {
        "room": room_of(request.user),
        "quotas": quotas(),
        "archive": archive,
        "link": reverse("archive_by_link", args=[token_of(archive)]) if archive and archive.file else "",
        "archive_days": settings.ARCHIVES_DAYS,
        "answers_days": settings.ANSWERS_KEPT_DAYS,
        "completed_days": settings.COMPLETED_JOBS_DAYS,
        "failed_days": settings.FAILED_JOBS_DAYS,
        "grace_days": settings.ACCOUNT_GRACE_DAYS,
    }
    return render(request, "account/storage.html", context)
