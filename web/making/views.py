"""The books' pages. Another reader's book is not found."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from books import progress, queries, services
from books.epub import EpubError
from books.forms import SetupForm, UploadForm
from books.horizon import asks_for_all, horizon_of
from books.models import Scene, VividPage
from providers.styles import STYLES

PICTURES_PER_PAGE = 60
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class SignedIn(HttpRequest):
    """A request behind `login_required`."""

    user: User
    htmx: HtmxDetails


def vividpage_of(request: SignedIn, vividpage_id: UUID) -> VividPage:
    """The reader's own book of that id. Raises Http404."""
    return get_object_or_404(VividPage.objects.owned_by(request.user), pk=vividpage_id)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What VividPages is, for those who are not signed in."""
    if request.user.is_authenticated:
        return redirect("bookcase")
    return render(request, "books/home.html", {"styles": STYLES})


@login_required
@require_safe
def bookcase(request: SignedIn) -> HttpResponse:
    """All books of the reader."""
    return render(request, "books/bookcase.html", {"books": queries.bookcase_of(request.user)})


@login_required
@read_or_send
def upload(request: SignedIn) -> HttpResponse:
    """Take a book in."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            vividpage = services.create_vividpage(owner=request.user, epub=form.cleaned_data["epub"])
        except EpubError as error:
            form.add_error("epub", str(error))
        else:
            return redirect("setup", vividpage.pk)
    return render(
        request,
        "books/upload.html",
        {"form": form, "max_bytes": settings.MAX_UPLOAD_BYTES, "max_megabytes": settings.MAX_UPLOAD_BYTES // 2**20},
        status=422 if form.errors else 200,
    )


@login_required
@read_or_send
def setup(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Choose how a book is drawn, and start."""
    vividpage = vividpage_of(request, vividpage_id)
    if vividpage.is_started:
        return redirect("book", vividpage.pk)
    form = SetupForm(request.POST if request.method == "POST" else None, instance=vividpage)
    only_asked = "estimate" in request.POST
    if form.is_bound and form.is_valid() and not only_asked:
        services.set_up(vividpage=form.save(commit=False), choices=form.Meta.fields)
        services.start(vividpage=vividpage)
        return redirect("book", vividpage.pk)
    if only_asked and request.htmx:
        return render(request, "books/_terms.html", {"form": form, "vividpage": vividpage})
    return render(
        request,
        "books/setup.html",
        {
            "form": form,
            "vividpage": vividpage,
            "tone": queries.cover_tone(vividpage),
            "styles": STYLES,
        },
        status=422 if form.errors and not only_asked else 200,
    )


@login_required
@require_safe
def book(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """How a book's making stands; once it is done, its pictures and the way in."""
    vividpage = vividpage_of(request, vividpage_id)
    if not vividpage.is_started:
        return redirect("setup", vividpage.pk)
    now = progress.live(vividpage, ahead=asks_for_all(request))
    context = {
        "vividpage": vividpage, "tone": queries.cover_tone(vividpage), "live": now, "horizon": now.horizon,
    }  # fmt: skip
    return render(request, "books/book.html", context)


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """The fragment of `book` that changes, for browsers whose socket is closed."""
    return render(request, progress.TEMPLATE, {"live": progress.live(vividpage_of(request, vividpage_id))})


@login_required
@require_POST
def start(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Go on where the making stood, and try again what failed."""
    services.start(vividpage=vividpage_of(request, vividpage_id))
    return redirect("book", vividpage_id)


@login_required
@require_POST
def stop(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Stop the making."""
    services.stop(vividpage=vividpage_of(request, vividpage_id))
    return redirect("book", vividpage_id)


@login_required
@read_or_send
def delete(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Ask, then delete a book with all that was made of it."""
    vividpage = vividpage_of(request, vividpage_id)
    if request.method == "POST":
        title = vividpage.title
        services.delete(vividpage=vividpage)
        messages.success(request, f"“{title}” is deleted, with everything that was made of it.")
        return redirect("bookcase")
    context = {"vividpage": vividpage, "picture_count": queries.shown_scenes(vividpage).count()}
    return render(request, "books/delete.html", context)


@login_required
@require_safe
def pictures(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """All pictures of a book."""
    vividpage = vividpage_of(request, vividpage_id)
    horizon = horizon_of(vividpage, ahead=asks_for_all(request))
    scenes = queries.shown_scenes(vividpage).order_by("number")
    page = Paginator(scenes, PICTURES_PER_PAGE).get_page(request.GET.get("page"))
    read = [scene for scene in page.object_list if horizon.shows(scene.number)]
    context = {
        "vividpage": vividpage, "page": page, "horizon": horizon, "pictures": queries.pictures_of(read),
        "ahead": [scene.number for scene in page.object_list if not horizon.shows(scene.number)],
    }  # fmt: skip
    return render(request, "books/pictures.html", context)


@login_required
@require_safe
def resume(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """To the place where the reader stopped, or to where the story begins."""
    vividpage = vividpage_of(request, vividpage_id)
    if vividpage.place_id is not None:
        kept = get_object_or_404(Scene.objects.select_related("chapter"), pk=vividpage.place_id)
        return redirect(f"{reverse('read', args=[vividpage.pk, kept.chapter.number])}#scene-{kept.number}")
    chapter = queries.first_chapter(vividpage)
    if chapter is None:
        messages.info(request, "There is nothing to read yet: the book is still being taken in.")
        return redirect("book", vividpage.pk)
    return redirect("read", vividpage.pk, chapter)


@login_required
@require_safe
def read(request: SignedIn, vividpage_id: UUID, chapter: int) -> HttpResponse:
    """A chapter with its pictures."""
    vividpage = vividpage_of(request, vividpage_id)
    page = queries.read_chapter(vividpage, chapter)
    if page is None:
        raise Http404
    return render(request, "books/read.html", {"vividpage": vividpage, "page": page})
