"""The list of what a reader was told, and the end of mail by one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from notifications.models import Notification
from notifications.services import keeping, preferring
from web.notifications.presenting import path_of
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

PER_PAGE = 40


@login_required
@never_cache
@require_safe
def notifications(request: SignedIn) -> HttpResponse:
    """Show what the reader was told, the newest first; to HTMX the list alone."""
    page = Paginator(Notification.objects.of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": keeping.unread_count(request.user.pk)}
    template = "notifications/_list.html" if request.htmx else "notifications/notifications.html"
    return render(request, template, context)


@login_required
@require_safe
def follow(request: SignedIn, notification_id: UUID) -> HttpResponse:
    """Go where a notification leads; it is read then."""
    told = get_object_or_404(Notification.objects.of(request.user), pk=notification_id)
    keeping.mark_read(reader=request.user, notification=told.pk)
    return redirect(path_of(told))


@login_required
@require_POST
def mark(request: SignedIn, notification_id: UUID) -> HttpResponse:
    """Mark a notification as read, or as unread."""
    is_read = request.POST.get("as") != "unread"
    if not keeping.mark_read(reader=request.user, notification=notification_id, is_read=is_read):
        raise Http404
    return redirect("notifications")


@login_required
@require_POST
def mark_all(request: SignedIn) -> HttpResponse:
    """Mark everything as read."""
    keeping.mark_all_read(reader=request.user)
    return redirect("notifications")


@csrf_exempt  # mail programs send it (RFC 8058); the token in the address says whose mail it is
@never_cache
@read_or_send
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to send no more mail, and send none; whoever has the mail may, signed in or not."""
    reader = preferring.reader_of_token(token)
    if reader is None:
        raise Http404
    if request.method == "POST":
        preferring.mute_mail(reader=reader)
        if request.user == reader:
            messages.success(request, "No more mail is sent. Here you switch on again what you want to hear of.")
            return redirect("notification_settings")
        return render(request, "notifications/no_mail.html", {"is_done": True})
    return render(request, "notifications/no_mail.html", {"is_done": False})
