"""By which ways a reader wants to hear of what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.sealing import SealingError
from notifications.delivering.vapid import PushKeyBroken, public_key
from notifications.kinds import CHOSEN_KINDS, Channel
from notifications.models import PushDevice, Webhook
from notifications.services.planning import can_mail
from notifications.services.preferring import PreferencesRefused, Wanted, prefer, preferences_of
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from django.http import HttpResponse

    from notifications.models import Preferences

SOON = "soon"


def _time() -> forms.TimeField:
    clock = forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M")
    return forms.TimeField(required=False, widget=clock)


class PreferencesForm(forms.Form):
    """Hours by the reader's clock. The table of kinds and channels is read beside it: its names are made."""

    time_zone = forms.ChoiceField(
        choices=lambda: [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
        widget=forms.Select(attrs={"class": "input"}),
    )
    quiet_from = _time()
    quiet_until = _time()
    digest = forms.ChoiceField(
        choices=[(SOON, "Soon after it happens"), *((str(h), f"Once a day, at {h}:00") for h in range(24))],
        widget=forms.Select(attrs={"class": "input"}),
    )

    def wanted(self) -> Wanted:
        """Return what was chosen. Call it on a valid form."""
        data = self.cleaned_data
        return Wanted(
            channels={
                kind: frozenset(channel for channel in Channel if self.data.get(f"{kind}-{channel}") == "on")
                for kind in CHOSEN_KINDS
            },
            time_zone=data["time_zone"],
            quiet_from=data["quiet_from"],
            quiet_until=data["quiet_until"],
            digest_hour=None if data["digest"] == SOON else int(data["digest"]),
        )


@login_required
@never_cache
@read_or_send
def preferences(request: SignedIn) -> HttpResponse:
    """Show and change by which ways the reader hears of what."""
    kept = preferences_of(request.user)
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=_initial(kept))
    if request.method == "POST" and form.is_valid():
        try:
            prefer(reader=request.user, wanted=form.wanted())
        except PreferencesRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("notification_settings")
    return render_settings(request, {"form": form, "kept": kept}, status=422 if form.errors else 200)


def render_settings(request: SignedIn, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render the page of preferences, webhooks and devices."""
    kept = context.get("kept") or preferences_of(request.user)
    standard = {
        "form": PreferencesForm(initial=_initial(kept)),
        "rows": [
            (kind, [(channel, kept.wants(kind, channel), f"{kind}-{channel}") for channel in Channel])
            for kind in CHOSEN_KINDS
        ],
        "channels": Channel,
        "can_mail": can_mail(),
        "webhooks": Webhook.objects.filter(owner=request.user).defer("sealed"),
        "formats": Webhook.Format.choices,
        "devices": PushDevice.objects.filter(owner=request.user),
        "push_key": _push_key(),
    }
    return render(request, "notifications/settings.html", standard | context, status=status)


def _initial(kept: Preferences) -> dict[str, Any]:
    return {
        "time_zone": kept.time_zone,
        "quiet_from": kept.quiet_from,
        "quiet_until": kept.quiet_until,
        "digest": SOON if kept.digest_hour is None else str(kept.digest_hour),
    }


def _push_key() -> str:
    """Return the key that browsers subscribe with; "" where it cannot be opened: no push is offered then."""
    try:
        return public_key()
    except (PushKeyBroken, SealingError):
        return ""
