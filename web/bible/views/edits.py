"""The list of a book's edits, taking them back, and who may be the same. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from characters.editing import EditRefused, merging, queries, undoing
from characters.models import Character, Setting
from storyboards.variants.queries import corrected_elsewhere
from web.requests import SignedIn, carried, page_after, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from books.models import VividPage


@login_required
@require_safe
@warn_of_spoilers
def edits(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """List the edits of a book, the latest first."""
    vividpage = vividpage_of(request, vividpage_id)
    context = {"vividpage": vividpage, "edits": queries.edits_of(vividpage), "latest": undoing.latest(vividpage)}
    context |= {"carried": carried(request), "elsewhere": corrected_elsewhere(vividpage)}
    return render(request, "bible/editing/edits.html", context)


@login_required
@require_POST
def undo(request: SignedIn, vividpage_id: UUID, edit_id: UUID) -> HttpResponse:
    """Undo the latest edit."""
    try:
        edit = undoing.undo(vividpage=vividpage_of(request, vividpage_id), edit_id=edit_id)
    except undoing.CannotUndo as refused:
        messages.error(request, undoing.WRITTEN_SINCE if page_after(request) else str(refused))
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Undone." if page_after(request) else f"Undone: {edit.summary}.")
    return redirect(page_after(request) or f"{reverse('edits', args=[vividpage_id])}{carried(request)}")


@login_required
@require_safe
@warn_of_spoilers
def same(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """List people and places that may be the same under two names."""
    vividpage = vividpage_of(request, vividpage_id)
    proposals = queries.open_proposals(vividpage)
    context = {"vividpage": vividpage, "proposals": proposals, "carried": carried(request)}
    return render(request, "bible/editing/same.html", context)


@login_required
@require_POST
def answer_same(request: SignedIn, vividpage_id: UUID, kind: str, keep_id: UUID, other_id: UUID) -> HttpResponse:
    """Make two of a kind one (`answer=yes`), or remember that they are not."""
    vividpage = vividpage_of(request, vividpage_id)
    keep, other = _thing(vividpage, kind, keep_id), _thing(vividpage, kind, other_id)
    if request.POST.get("answer") != "yes":
        merging.keep_apart(vividpage=vividpage, one=keep.pk, other=other.pk)
        messages.success(request, f"{keep.name} and {other.name} are kept apart.")
        return redirect(f"{reverse('same', args=[vividpage_id])}{carried(request)}")
    try:
        edit = merging.merge(keep=keep, other=other, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{edit.summary}." if edit else "Nothing has changed.")
    return redirect(f"{reverse('same', args=[vividpage_id])}{carried(request)}")


def _thing(vividpage: VividPage, kind: str, thing_id: UUID) -> Character | Setting:
    if kind == "character":
        return get_object_or_404(Character, vividpage=vividpage, pk=thing_id)
    return get_object_or_404(Setting, vividpage=vividpage, pk=thing_id)
