"""Where the reader is in a book, how far they have read, and what they want to see of the rest."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from books import services
from books.models import VividPage
from books.views import SignedIn, vividpage_of

LONGEST_NUMBER = 40
"""Digits that are still read as a number; Python refuses to read thousands of them."""


@login_required
@require_POST
def place(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Keep the scene that the reader has come to; then go back, if a form says where."""
    vividpage = vividpage_of(request, vividpage_id)
    number = _number(request.POST.get("scene", ""))
    if number is None:
        return HttpResponse(status=400)
    services.set_position(vividpage=vividpage, scene=get_object_or_404(vividpage.scenes, number=number))
    return _back(request, vividpage) if "next" in request.POST else HttpResponse(status=204)


@login_required
@require_POST
def horizon(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Set back how far the book has been read, or choose what is shown of the rest; then back to the page."""
    vividpage = vividpage_of(request, vividpage_id)
    if "chapter" in request.POST:
        number = _number(request.POST["chapter"])
        if number is None:
            return HttpResponse(status=400)
        chapter = get_object_or_404(vividpage.chapters, number=number) if number else None
        services.reset_position(vividpage=vividpage, chapter=chapter)
        return _back(request, vividpage)
    what = request.POST.get("reveal", "")
    if what not in VividPage.Reveal:
        return HttpResponse(status=400)
    services.set_reveal(vividpage=vividpage, reveal=VividPage.Reveal(what))
    return _back(request, vividpage)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None


def _back(request: SignedIn, vividpage: VividPage) -> HttpResponse:
    """To the page of ours that the form stands on."""
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(page)
    return redirect("book", vividpage.pk)
