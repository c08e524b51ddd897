"""Pictures that no longer fit, and redrawing them. Another reader's book is not found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from books.visibility import EVERYTHING
from storyboards.pictures.alt_texts import alt_texts_for
from storyboards.pictures.queries import ShownPicture, pictures_of, shown_scenes
from storyboards.stale import redrawing
from storyboards.stale.finding import stale_scenes
from web.pictures.telling import what_comes_of
from web.requests import SignedIn, carried, visible_on, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

LONGEST_NUMBER = 9
"""Digits of a scene's number."""


@dataclass(frozen=True, slots=True)
class StaleCard:
    """A picture that no longer fits; `shown` is None if an admin has hidden it."""

    number: int
    shown: ShownPicture | None
    is_taken_back: bool


@login_required
@require_safe
@warn_of_spoilers
def stale(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the pictures of a book that no longer fit, each with a button to redraw it."""
    vividpage = vividpage_of(request, vividpage_id)
    pictures = stale_scenes(vividpage)
    scenes = shown_scenes(vividpage).filter(number__in=[picture.number for picture in pictures])
    shown = {picture.scene: picture for picture in pictures_of(scenes, alt_texts_for(vividpage.pk, EVERYTHING))}
    cards = [StaleCard(p.number, shown.get(p.number), p.earlier is not None) for p in pictures]
    return render(
        request,
        "pictures/stale.html",
        {
            "vividpage": vividpage,
            "pictures": cards,
            "carried": carried(request),
            "visible": visible_on(request, vividpage),
        },
    )


@login_required
@require_POST
def redraw(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Redraw all pictures that no longer fit, or only that of the given scene."""
    vividpage = vividpage_of(request, vividpage_id)
    scene = request.POST.get("scene")
    if scene is None:
        messages.success(request, _message_of(redrawing.redraw(vividpage=vividpage, by=request.user), request.user))
        return redirect("book", vividpage_id)
    if not scene.isdecimal() or len(scene) > LONGEST_NUMBER:
        return HttpResponse(status=400)
    takes = redrawing.redraw(vividpage=vividpage, scenes=[int(scene)], by=request.user)
    messages.success(request, _message_of(takes, request.user))
    return redirect(f"{reverse('stale', args=[vividpage_id])}{carried(request)}")


def _message_of(takes: redrawing.Redrawing, reader: User) -> str:
    if not takes.count:
        return "Every picture fits already."
    parts = []
    if takes.drawn:
        parts.append(f"{takes.drawn} picture{'' if takes.drawn == 1 else 's'} will be redrawn")
    if takes.taken_back:
        parts.append(f"{takes.taken_back} earlier one{'' if takes.taken_back == 1 else 's'} fit again and are shown")
    return f"{'; '.join(parts)}. {what_comes_of(reader)}"
