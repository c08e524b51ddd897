"""A reader's books: the bookcase, taking a book in, and deleting it. Another reader's book is not found."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from books import services
from books.epub import EpubError
from providers.money import answers
from sketch.specimen import draw_specimen
from sketch.styles import STYLE_GROUPS, Style, UnknownStyle, own_number
from storyboards.making.sample import sample_of
from storyboards.pictures.queries import shown_scenes
from storyboards.styles.resolving import may_choose, style_of
from web.library import queries
from web.library.forms import UploadForm
from web.requests import SignedIn, read_or_send, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

SPECIMEN_AGE = 7 * 24 * 3600
"""Seconds for which a browser keeps the picture of a style."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what VividPages is, to those who are not signed in."""
    if request.user.is_authenticated:
        return redirect("bookcase")
    return render(request, "library/home.html", {"style_groups": STYLE_GROUPS})


@require_safe
def style_specimen(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a style looks like. It is drawn, so that a style needs no picture of its own among the static files.

    A reader's own style is shown to that reader alone, and drawn anew when it has changed.
    """
    is_own = own_number(key) is not None
    if is_own and not (request.user.is_authenticated and may_choose(request.user, key)):
        raise Http404
    try:
        style = style_of(key)
    except UnknownStyle:
        raise Http404 from None
    response = HttpResponse(_specimen(style), content_type="image/webp")
    if not is_own:
        patch_cache_control(response, public=True, max_age=SPECIMEN_AGE)
    return response


@lru_cache
def _specimen(style: Style) -> bytes:
    return draw_specimen(style)


@login_required
@require_safe
def bookcase(request: SignedIn) -> HttpResponse:
    """Show all books of the reader."""
    return render(request, "library/bookcase.html", {"books": queries.bookcase_of(request.user)})


@login_required
@read_or_send
def upload(request: SignedIn) -> HttpResponse:
    """Upload a book."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    status = 422
    if form.is_bound and form.is_valid():
        try:
            vividpage = services.upload_and_read(owner=request.user, epub=form.cleaned_data["epub"])
        except EpubError as error:
            form.add_error("epub", str(error))
        except LimitReached as error:
            form.add_error("epub", str(error))
            status = 429
        else:
            return redirect("setup", vividpage.pk)
    return render(
        request,
        "library/upload.html",
        {"form": form, "max_bytes": settings.MAX_UPLOAD_BYTES, "max_megabytes": settings.MAX_UPLOAD_BYTES // 2**20},
        status=status if form.errors else 200,
    )


@login_required
@require_POST
def try_sample(request: SignedIn) -> HttpResponse:
    """Put the sample book on the reader's bookcase."""
    vividpage = services.start_reading(vividpage=sample_of(request.user), by=request.user)
    return redirect("book" if vividpage.is_started else "setup", vividpage.pk)


@login_required
@read_or_send
def delete(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Ask, then delete a book with all that was made of it."""
    vividpage = vividpage_of(request, vividpage_id)
    if request.method == "POST":
        title = vividpage.title
        try:
            services.delete(vividpage=vividpage, keep_answers="forget" not in request.POST)
        except services.BookKept as kept:
            messages.error(request, str(kept))
            return redirect("book", vividpage.pk)
        messages.success(request, f"“{title}” is deleted, with everything that was made of it.")
        return redirect("bookcase")
    context = {
        "vividpage": vividpage,
        "picture_count": shown_scenes(vividpage).count(),
        "kept_days": settings.ANSWERS_KEPT_DAYS if answers.has_any(vividpage.pk) else 0,
    }
    return render(request, "library/delete.html", context)
