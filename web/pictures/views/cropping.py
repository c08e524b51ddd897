"""Cropping the reference picture of somebody or of a place, and going back to an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access.allowances import LimitReached
from characters.editing import EditRefused
from storyboards.pictures import choosing, cropping
from storyboards.pictures.cropping import LEAST_SIDE, OTHER_IS_SHOWN
from storyboards.pictures.parts import Margins
from storyboards.pictures.portraits import earlier_versions, portraits_of
from storyboards.references.redrawing import row_of
from storyboards.safety.revealing import eyes_on
from storyboards.safety.veiling import Veil
from web.requests import SignedIn, carried, read_or_send, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from uuid import UUID

    from characters.models import Character, Setting
    from storyboards.models import PictureVersion

BEHIND_A_BLUR = "This picture is behind a blur: have it shown before you crop it."


class MarginsForm(forms.Form):
    """How much is cut off on each side, in percent, and of which version."""

    left = forms.FloatField(min_value=0, max_value=100, initial=0, label="Left")
    top = forms.FloatField(min_value=0, max_value=100, initial=0, label="Top")
    right = forms.FloatField(min_value=0, max_value=100, initial=0, label="Right")
    bottom = forms.FloatField(min_value=0, max_value=100, initial=0, label="Bottom")
    version = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name in ("left", "top", "right", "bottom"):
            self.fields[name].widget.attrs |= {"class": "input", "step": "0.1", "inputmode": "decimal"}

    @property
    def margins(self) -> Margins:
        """What is cut off, once the form is valid."""
        return Margins(**{side: self.cleaned_data[side] for side in ("left", "top", "right", "bottom")})


@login_required
@read_or_send
def crop(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    """Show a reference picture with a frame that is dragged or typed; sent to, keep what is in the frame."""
    wants_no_warning = vividpage_of(request, vividpage_id).sheets_first
    return (_crop if wants_no_warning else warn_of_spoilers(_crop))(request, vividpage_id, kind, target)


def _crop(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    row = _row(request, vividpage_id, kind, target)
    version = portraits_of([row.pk]).get(row.pk)
    if version is None:
        raise Http404
    if request.method != "POST":
        return _page(request, row, version, kind, MarginsForm(initial={"version": version.pk}))
    form = MarginsForm(request.POST)
    if form.is_valid():
        try:
            _keep(request, form, version)
        except (EditRefused, LimitReached) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{row.name} is cropped. The whole picture is kept: go back to it under “Crop”.")
            return _back(request, row)
    return _page(request, row, version, kind, form)


def _keep(request: SignedIn, form: MarginsForm, version: PictureVersion) -> None:
    """Crop the version of which the reader has seen the page. Raises EditRefused and LimitReached."""
    if form.cleaned_data["version"] != version.pk:
        raise EditRefused(OTHER_IS_SHOWN)
    if _is_veiled(request, version):
        raise EditRefused(BEHIND_A_BLUR)
    cropping.crop(version=version, margins=form.margins, by=request.user)


@login_required
@require_POST
def go_back(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    """Show an earlier reference picture again."""
    row = _row(request, vividpage_id, kind, target)
    wanted = request.POST.get("version", "")
    version = next((version for version in earlier_versions(row.pk) if str(version.pk) == wanted), None)
    try:
        if version is None:
            raise EditRefused(choosing.GONE)
        choosing.choose(version=version, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.name} looks as in version {version.number} again.")
    return _back(request, row)


def _page(
    request: SignedIn, row: Character | Setting, version: PictureVersion, kind: str, form: MarginsForm
) -> HttpResponse:
    context = {
        "vividpage": row.vividpage,
        "row": row,
        "kind": kind,
        "version": version,
        "earlier": earlier_versions(row.pk),
        "form": form,
        "least": LEAST_SIDE,
        "is_veiled": _is_veiled(request, version),
        "is_too_small": bool(version.width) and max(version.width, version.height) <= LEAST_SIDE,
        "carried": carried(request),
    }
    return render(request, "pictures/crop.html", context, status=422 if form.errors else 200)


def _is_veiled(request: SignedIn, version: PictureVersion) -> bool:
    return eyes_on(request).veil(version.rating, version.pk) != Veil.SHOW


def _row(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> Character | Setting:
    vividpage = vividpage_of(request, vividpage_id)
    row = row_of(vividpage=vividpage, kind=kind, target=target)
    if row is None:
        raise Http404
    row.vividpage = vividpage
    return row


def _back(request: SignedIn, row: Character | Setting) -> HttpResponse:
    page = reverse("references", args=[row.vividpage_id])
    return redirect(f"{page}{carried(request)}#reference-{row.pk}")
