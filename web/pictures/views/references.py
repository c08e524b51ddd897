"""The reference pictures of people and places: look at them, redraw them, replace them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from characters.editing import EditRefused
from storyboards.pictures import choosing
from storyboards.references import redrawing
from storyboards.references.queries import reference_sheets_of
from storyboards.references.redrawing import LONGEST_WISH, ReferenceRefused
from web.requests import SignedIn, carried, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from uuid import UUID

    from characters.models import Character, Setting


def _row(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> Character | Setting:
    row = redrawing.row_of(vividpage=vividpage_of(request, vividpage_id), kind=kind, target=target)
    if row is None:
        raise Http404
    return row


@login_required
@require_safe
def references(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show all references of a book. Readers who asked to see them first get no spoiler warning."""
    wants_no_warning = vividpage_of(request, vividpage_id).sheets_first
    return (_page if wants_no_warning else warn_of_spoilers(_page))(request, vividpage_id)


def _page(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    vividpage = vividpage_of(request, vividpage_id)
    context = {
        "vividpage": vividpage,
        "references": reference_sheets_of(vividpage),
        "carried": carried(request),
        "longest": LONGEST_WISH,
    }
    return render(request, "pictures/references.html", context)


@login_required
@require_safe
def reference(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    """Show one reference, for a page that waits until it is drawn: it tells what the page does."""
    wants_no_warning = vividpage_of(request, vividpage_id).sheets_first
    return (_reference if wants_no_warning else warn_of_spoilers(_reference))(request, vividpage_id, kind, target)


def _reference(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    vividpage = vividpage_of(request, vividpage_id)
    all_of_them = reference_sheets_of(vividpage)
    sheet = all_of_them.of(kind, target)
    if sheet is None:
        raise Http404
    context = {
        "vividpage": vividpage,
        "references": all_of_them,
        "reference": sheet,
        "carried": carried(request),
        "longest": LONGEST_WISH,
    }
    return render(request, "pictures/_reference.html", context)


@login_required
@require_POST
def redraw(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    """Draw a reference anew, and keep clear of what was wrong if the reader has said so."""
    row = _row(request, vividpage_id, kind, target)
    try:
        now = redrawing.redraw(row=row, by=request.user, wish=request.POST.get("wish", ""))
    except (ReferenceRefused, EditRefused) as refused:
        messages.error(request, str(refused))
        return _back(request, vividpage_id)
    when = "is being redrawn" if now else "will be redrawn when the book continues"
    messages.success(request, f"{row.name} {when}. The earlier picture is kept.")
    return _back(request, vividpage_id, target)


@login_required
@require_POST
def own(request: SignedIn, vividpage_id: UUID, kind: str, target: UUID) -> HttpResponse:
    """Take a picture of the reader's own for a reference."""
    row = _row(request, vividpage_id, kind, target)
    picture = request.FILES.get("picture")
    try:
        if picture is None:
            raise EditRefused("Choose a picture first.")
        if (picture.size or 0) > choosing.MOST_BYTES:
            raise EditRefused(choosing.TOO_MANY_BYTES)
        choosing.upload(target=row, data=picture.read(), by=request.user)
    except (EditRefused, LimitReached) as refused:
        messages.error(request, str(refused))
        return _back(request, vividpage_id)
    messages.success(request, f"{row.name} looks like your picture from now on.")
    return _back(request, vividpage_id, target)


@login_required
@require_POST
def approve(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Let the scenes be drawn."""
    vividpage = vividpage_of(request, vividpage_id)
    if not redrawing.approve(vividpage=vividpage, by=request.user):
        messages.info(request, "Nothing is waiting for your approval.")
    return redirect("book", vividpage_id)


def _back(request: SignedIn, vividpage_id: UUID, target: UUID | None = None) -> HttpResponse:
    """Show the page again at `target`, or from its top, where what was refused stands."""
    address = f"{reverse('references', args=[vividpage_id])}{carried(request)}"
    return redirect(address if target is None else f"{address}#reference-{target}")
