"""A reader's webhooks: add one, whose secret is shown once; try it, look at its log, switch it, delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from accounts.sealing import SealingError
from notifications.models import Webhook
from notifications.services import webhooks as kept_webhooks
from notifications.services.webhooks import WebhookRefused
from web.notifications.preferences import render_settings

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from web.requests import SignedIn


@login_required
@never_cache
@require_POST
@sensitive_variables()
def add(request: SignedIn) -> HttpResponse:
    """Keep a webhook; its secret is on this answer alone."""
    address, form = request.POST.get("address", ""), request.POST.get("format", "")
    try:
        made, secret = kept_webhooks.add_webhook(owner=request.user, address=address, form=form)
    except (WebhookRefused, SealingError) as refused:
        context = {"problem": str(refused), "typed": address, "typed_format": form}
        return render_settings(request, context, status=422)
    shown = secret if made.format == Webhook.Format.PLAIN else ""
    return render_settings(request, {"secret": shown, "made": made})


@login_required
@never_cache
@require_safe
def webhook(request: SignedIn, webhook_id: UUID) -> HttpResponse:
    """Show a webhook with the log of its calls."""
    found = _own(request, webhook_id)
    context = {"webhook": found, "log": kept_webhooks.log_of(found)}
    return render(request, "notifications/webhook.html", context)


@login_required
@require_POST
def act(request: SignedIn, webhook_id: UUID) -> HttpResponse:
    """Try a webhook, switch it on or off, or delete it."""
    found, wish = _own(request, webhook_id), request.POST.get("do")
    if wish == "delete":
        kept_webhooks.delete_webhook(webhook=found)
        messages.success(request, "The webhook is deleted.")
        return redirect("notification_settings")
    if wish in ("on", "off"):
        kept_webhooks.switch_webhook(webhook=found, is_active=wish == "on")
    elif wish == "test":
        try:
            kept_webhooks.try_webhook(webhook=found)
        except WebhookRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "A test is on its way. The log below says what became of it; look again soon.")
    return redirect("webhook", found.pk)


def _own(request: SignedIn, webhook_id: UUID) -> Webhook:
    return get_object_or_404(Webhook.objects.filter(owner=request.user), pk=webhook_id)
