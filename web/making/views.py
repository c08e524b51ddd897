"""Making a book: how it is drawn, how the making stands, and what did not work. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from books import services
from books.illustrations import illustrations_of
from books.making import MAKING
from jobs import holding
from providers.choosing import model_choices
from providers.errors import ProviderError
from storyboards.making.failures import failures_by_kind
from storyboards.making.languages import language_notice
from storyboards.making.retrying import retry_with
from storyboards.styles.specimens import offered_styles, specimen_of, specimens_of
from web.library.queries import cover_tone
from web.making import live as progress
from web.making.forms import SetupForm
from web.requests import SignedIn, read_or_send, visible_on, vividpage_of

if TYPE_CHECKING:
    from books.models import VividPage
    from providers.choosing.catalogue import Kind


MOST_LOOKS = 120
"""How often a page asks for pictures of styles, every second or two."""
COUNTED_BY_CHARACTERS = ("zh", "ja")
"""Languages of which one counts characters, and not words."""


@login_required
@read_or_send
def setup(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Choose how a book is drawn, and start."""
    vividpage = vividpage_of(request, vividpage_id)
    if vividpage.is_being_written:
        return redirect("writing", vividpage.pk)
    if vividpage.is_started:
        return redirect("book", vividpage.pk)
    if vividpage.is_being_read or vividpage.is_unreadable:
        context = {
            "vividpage": vividpage,
            "tone": cover_tone(vividpage),
            "reading": progress.reading_progress(vividpage),
        }
        return render(request, "making/being_read.html", context)
    form = SetupForm(request.POST if request.method == "POST" else None, vividpage=vividpage)
    if "estimate" in request.POST:
        form.is_valid()
        if request.htmx:
            return render(request, "money/_terms.html", {"form": form, "vividpage": vividpage})
        return _choices_page(request, vividpage, form, status=200)
    if not (form.is_bound and form.is_valid() and form.save()):
        return _choices_page(request, vividpage, form, status=422 if form.errors else 200)
    services.set_title_page(vividpage=vividpage, title=form.cleaned_data["title"], authors=form.cleaned_data["authors"])
    try:
        services.start(vividpage=vividpage, by=request.user)
    except LimitReached as error:
        form.add_error(None, str(error))
        return _choices_page(request, vividpage, form, status=429)
    return redirect("book", vividpage.pk)


def _choices_page(request: SignedIn, vividpage: VividPage, form: SetupForm, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "vividpage": vividpage,
        "tone": cover_tone(vividpage),
        "specimens": specimens_of(vividpage),
        "language_notice": language_notice(vividpage),
        "own_pictures": illustrations_of(vividpage).count(),
        "counts_characters": vividpage.language.partition("-")[0] in COUNTED_BY_CHARACTERS,
    }
    return render(request, "making/setup.html", context, status=status)


@login_required
@require_safe
def styles(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Render the pictures of the book's first scene that have been drawn since the page was, for it to take in.

    The page says which it has, and asks again while some are to come, but no more often than MOST_LOOKS.
    """
    vividpage = vividpage_of(request, vividpage_id)
    has = set(request.GET.get("has", "").split(","))
    looks = int(looked) if (looked := request.GET.get("looks", "")).isdecimal() and len(looked) < 4 else 0
    specimens = specimens_of(vividpage)
    context = {
        "vividpage": vividpage,
        "specimens": specimens,
        "new": [s for s in offered_styles(request.user) if s.key in specimens.digests and s.key not in has],
        "looks": looks + 1,
        "goes_on": specimens.is_coming and looks < MOST_LOOKS,
    }
    return render(request, "making/_specimens.html", context)


@login_required
@require_safe
def style_on_book(request: SignedIn, vividpage_id: UUID, key: str) -> HttpResponse:
    """Show the first scene of a book as a style draws it. Its address tells what it was drawn from."""
    specimen = specimen_of(vividpage_of(request, vividpage_id), key)
    if specimen is None:
        raise Http404
    return HttpResponse(bytes(specimen.image), content_type="image/webp")


@login_required
@require_safe
def book(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show how far the making of a book is; once it is done, its pictures and a link to read it."""
    vividpage = vividpage_of(request, vividpage_id)
    if not vividpage.is_started:
        return redirect("setup", vividpage.pk)
    now = progress.live(vividpage, visible_on(request, vividpage))
    context = {
        "vividpage": vividpage,
        "tone": cover_tone(vividpage),
        "live": now,
        "visible": now.visible,
    }
    return render(request, "making/book.html", context)


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Render the fragment of `book` that changes, for browsers whose socket is closed."""
    vividpage = vividpage_of(request, vividpage_id)
    return HttpResponse(progress.fragment(vividpage, visible_on(request, vividpage)))


@login_required
@require_POST
def start(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Continue the making where it stopped, and retry what failed."""
    services.start(vividpage=vividpage_of(request, vividpage_id), by=request.user)
    return redirect("book", vividpage_id)


@login_required
@require_POST
def stop(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Stop the making."""
    services.stop(vividpage=vividpage_of(request, vividpage_id))
    return redirect("book", vividpage_id)


@login_required
@read_or_send
def failures(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """List what failed in the making of a book, and other models to retry it with."""
    vividpage = vividpage_of(request, vividpage_id)
    problem, status = "", 200
    units, model = _uuids(request.POST.getlist("unit")), request.POST.get("model", "")
    if request.method == "POST":
        try:
            if retry_with(vividpage=vividpage, units=units, model=model, by=request.user):
                return redirect("book", vividpage.pk)
            problem, status = "Choose at least one.", 422
        except ProviderError as error:
            problem, status = str(error), 422
        except LimitReached as error:
            problem, status = str(error), 429
    choices = model_choices.choices_for(request.user)
    kinds: tuple[Kind, ...] = ("image", "text")
    by_kind = failures_by_kind(vividpage)
    groups = [
        {
            "kind": kind,
            "failures": by_kind[kind],
            "models": model_choices.grouped(choice for choice in choices.of_kind(kind) if choice.is_usable),
        }
        for kind in kinds
        if kind in by_kind
    ]
    held = holding.held_units(pipeline=MAKING, subject=vividpage.pk)
    context = {"vividpage": vividpage, "groups": groups, "held": held, "problem": problem}
    context |= {"chosen": units, "model": model}
    return render(request, "making/failures.html", context, status=status)


@login_required
@require_POST
def decide_held(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Try what later work waits for at once, or go on without it."""
    vividpage = vividpage_of(request, vividpage_id)
    decide = holding.go_on_without if "without" in request.POST else holding.try_now
    decided = [
        decide(pipeline=MAKING, subject=vividpage.pk, unit=unit, by=request.user)
        for unit in _uuids(request.POST.getlist("unit"))
    ]
    if not any(decided):
        messages.error(request, "It is done already, or is being tried right now.")
    return redirect("book", vividpage.pk)


def _uuids(values: list[str]) -> set[UUID]:
    ids = set()
    for value in values:
        try:
            ids.add(UUID(value))
        except ValueError:
            continue
    return ids
