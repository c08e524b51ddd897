"""A reader's keys, and the models that they open. Another reader's key is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts import keys as kept_keys
from accounts.keys import KeyNotKept
from accounts.models import ApiKey
from accounts.sealing import SealingError
from providers.choosing import keys, model_choices
from providers.choosing.keys import TooManyChecks
from providers.errors import KeyRefused
from providers.network.addresses import AddressRefused
from providers.services import all_services, services_with_access, title_of
from web.account.forms import KeyForm, RenameForm
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from uuid import UUID

    from providers.choosing.catalogue import Kind

TITLES: dict[Kind, str] = {"text": "Models that read a book", "image": "Models that draw it"}


def _key(request: SignedIn, key_id: UUID) -> ApiKey:
    return get_object_or_404(ApiKey.objects.owned_by(request.user).select_related("owner"), pk=key_id)


@login_required
@require_safe
def keys_page(request: SignedIn) -> HttpResponse:
    """Show all keys of the reader, and the services that one can be added for."""
    kept = ApiKey.objects.owned_by(request.user).defer("sealed")
    return render(request, "account/keys/keys.html", {"keys": kept, "services": services_with_access()})


@sensitive_post_parameters("secret")
@login_required
@read_or_send
@sensitive_variables()
def add(request: SignedIn, service: str) -> HttpResponse:
    """Check a key, and keep it."""
    known_service = all_services().get(service)
    access = known_service.access if known_service else None
    if access is None:
        raise Http404
    form = KeyForm(access, request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            api_key = keys.add_key(user=request.user, service=service, **form.cleaned_data)
        except KeyRefused as error:
            form.add_error("secret", str(error))
        except AddressRefused as error:
            form.add_error("base_url" if access.takes_base_url else None, str(error))
        except TooManyChecks as error:
            form.add_error(None, str(error))
            status = 429
        except (KeyNotKept, SealingError) as error:
            form.add_error(None, str(error))
        else:
            _tell_of(request, "key_added", api_key)
            return _added(request, api_key)
    context = {"form": form, "service": known_service, "allows_private": settings.ALLOW_PRIVATE_PROVIDERS}
    template = "account/keys/_add_form.html" if request.htmx else "account/keys/add.html"
    return render(request, template, context, status=422 if form.errors and status == 200 else status)


def _added(request: SignedIn, api_key: ApiKey) -> HttpResponse:
    if api_key.is_active:
        messages.success(request, f"“{api_key.nickname}” is saved. {api_key.check_words}")
    else:
        messages.warning(request, f"“{api_key.nickname}” is saved, but switched off. {api_key.check_words}")
    return HttpResponseClientRedirect(reverse("keys")) if request.htmx else redirect("keys")


@login_required
@read_or_send
def rename(request: SignedIn, key_id: UUID) -> HttpResponse:
    """Give a key another name."""
    api_key = _key(request, key_id)
    form = RenameForm(request.POST if request.method == "POST" else None, instance=api_key)
    if form.is_bound and form.is_valid():
        try:
            renamed = kept_keys.rename_key(api_key=api_key, nickname=form.cleaned_data["nickname"])
        except KeyNotKept as error:
            form.add_error("nickname", str(error))
        else:
            return _changed(request, renamed)
    template = "account/keys/_rename_form.html" if request.htmx else "account/keys/rename.html"
    return render(request, template, {"form": form, "key": api_key}, status=422 if form.errors else 200)


@login_required
@require_POST
def switch(request: SignedIn, key_id: UUID) -> HttpResponse:
    """Switch a key on or off, as the form says; sent twice it changes nothing more."""
    api_key = _key(request, key_id)
    is_switched_on = request.POST.get("to") == "on" and not api_key.is_active
    kept_keys.switch_key(api_key=api_key, is_active=request.POST.get("to") == "on")
    if is_switched_on:
        _tell_of(request, "key_switched_on", api_key)
    return _changed(request, api_key)


@login_required
@require_POST
def check(request: SignedIn, key_id: UUID) -> HttpResponse:
    """Ask the service again whether a key works."""
    api_key = _key(request, key_id)
    try:
        keys.check_again(api_key=api_key)
    except TooManyChecks as error:
        if request.htmx:
            return render(request, "account/keys/_key.html", {"key": api_key, "problem": str(error)}, status=429)
        messages.error(request, str(error))
        return redirect("keys")
    return _changed(request, api_key)


@login_required
@read_or_send
def delete(request: SignedIn, key_id: UUID) -> HttpResponse:
    """Ask, then forget a key."""
    api_key = _key(request, key_id)
    if request.method == "POST":
        kept_keys.delete_key(api_key=api_key)
        _tell_of(request, "key_deleted", api_key)
        messages.success(request, f"“{api_key.nickname}” is deleted.")
        return redirect("keys")
    return render(request, "account/keys/delete.html", {"key": api_key})


def _tell_of(request: SignedIn, change: str, api_key: ApiKey) -> None:
    """Tell the reader by mail, who may not have been the one that changed it."""
    context = {"nickname": api_key.nickname, "service": title_of(api_key.service)}
    get_adapter(request).send_notification_mail(f"account/email/{change}", request.user, context)


def _changed(request: SignedIn, api_key: ApiKey) -> HttpResponse:
    return render(request, "account/keys/_key.html", {"key": api_key}) if request.htmx else redirect("keys")


@login_required
@require_safe
def models_page(request: SignedIn) -> HttpResponse:
    """Show what each model can do and costs, which key it needs, and what replaces models that are shut down."""
    choices = model_choices.choices_for(request.user)
    kinds = [
        {
            "kind": kind,
            "title": title,
            "services": model_choices.grouped(choices.of_kind(kind)),
            "retired": model_choices.retired(kind),
        }
        for kind, title in TITLES.items()
    ]
    return render(request, "account/models.html", {"kinds": kinds})
