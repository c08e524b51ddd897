"""Pictures that wait in another look: taking all of them over, or putting all aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from characters.editing import EditRefused
from storyboards.looks import adopting
from storyboards.looks.look import look_from
from web.pictures.telling import look_words
from web.requests import SignedIn, carried, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse


@login_required
@require_POST
def adopt(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show all pictures that wait in a look, and draw the book so from now on if its reader says so."""
    vividpage = vividpage_of(request, vividpage_id)
    look, for_book = look_from(request.POST), request.POST.get("book") == "yes"
    try:
        adopting.adopt(vividpage=vividpage, look=look, by=request.user, for_book=for_book)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        now = f"This book is drawn in {look_words(vividpage, look)} from now on." if for_book else "They are shown now."
        messages.success(request, f"{now} The old pictures are kept, and “Edits” can undo it.")
    return _back(request, vividpage_id)


@login_required
@require_POST
def put_aside(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Put all pictures aside that wait in a look, and draw no more of them."""
    vividpage = vividpage_of(request, vividpage_id)
    aside = adopting.put_aside(vividpage=vividpage, look=look_from(request.POST))
    not_drawn = f" {aside.coming} more are not drawn." if aside.coming else ""
    are = "picture is" if aside.waiting == 1 else "pictures are"
    messages.success(request, f"{aside.waiting} {are} put aside, and kept among the versions of each scene.{not_drawn}")
    return _back(request, vividpage_id)


def _back(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('waiting_pictures', args=[vividpage_id])}{carried(request)}")
