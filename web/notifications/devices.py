"""Pushes to a browser: switched on and off there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from notifications.services.devices import DeviceRefused, add_device, remove_device

if TYPE_CHECKING:
    from web.requests import SignedIn


@sensitive_post_parameters("auth", "p256dh", "endpoint")
@login_required
@require_POST
def devices(request: SignedIn) -> HttpResponse:
    """Keep the device of a browser, or forget it (`do=off`). To a script it answers in words."""
    endpoint = request.POST.get("endpoint", "")
    if request.POST.get("do") == "off":
        remove_device(owner=request.user, endpoint=endpoint)
        return redirect("notification_settings")
    try:
        add_device(
            owner=request.user,
            endpoint=endpoint,
            p256dh=request.POST.get("p256dh", ""),
            auth=request.POST.get("auth", ""),
            session=request.session.session_key or "",
            name=request.POST.get("name", ""),
        )
    except DeviceRefused as refused:
        return HttpResponse(str(refused), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)
