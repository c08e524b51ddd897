"""The sources of a book: add pages and files, read what is thought of each, and decide otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from web.requests import SignedIn, read_or_send
from web.writing.finding import written_book
from web.writing.forms import SourceForm
from web.writing.live_sources import fragment, sources_state
from writing.models import Contradiction, Source
from writing.services import WritingRefused
from writing.services import facts as deciding
from writing.sources import services

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from writing.models import WrittenBook

MOST_ADDED = 60
"""Addresses and files that are added at once."""


@login_required
@require_safe
def sources(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the sources with their verdicts."""
    book = written_book(request, vividpage_id)
    context = {
        "book": book,
        "vividpage": book.vividpage,
        "state": sources_state(book),
        "max_megabytes": settings.MAX_UPLOAD_BYTES // 2**20,
    }
    return render(request, "writing/sources.html", context)


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Render the part of the page that changes, for browsers whose socket is closed."""
    return HttpResponse(fragment(written_book(request, vividpage_id)))


@login_required
@read_or_send
def cited(request: SignedIn, vividpage_id: UUID, source_id: UUID) -> HttpResponse:
    """Show how a source is cited; what is sent is how its writer describes it, or that it is as it was found."""
    book = written_book(request, vividpage_id)
    source: Source = get_object_or_404(book.sources.present(), pk=source_id)
    source.book = book
    form = SourceForm.of(source.described)
    if request.method == "POST" and request.POST.get("action") == "as-found":
        services.describe_as_found(source=source, by=request.user)
        return redirect("sources", book.pk)
    if request.method == "POST":
        form = SourceForm(request.POST, label_suffix="")
        if form.is_valid() and _describe(source, form, request):
            return redirect("sources", book.pk)
    context = {"book": book, "vividpage": book.vividpage, "source": source, "form": form}
    return render(request, "writing/source.html", context, status=422 if form.errors else 200)


def _describe(source: Source, form: SourceForm, request: SignedIn) -> bool:
    try:
        services.describe(source=source, description=form.description, by=request.user)
    except WritingRefused as refused:
        form.add_error("published", str(refused))
        return False
    return True


@login_required
@require_POST
def add(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Add addresses and files, and have them read."""
    book = written_book(request, vividpage_id)
    lines = [line.strip() for line in request.POST.get("addresses", "")[:50_000].splitlines() if line.strip()]
    added = 0
    try:
        for address in lines[:MOST_ADDED]:
            added += _try(request, address, partial(services.add_address, book=book, address=address))
        for file in request.FILES.getlist("files")[:MOST_ADDED]:
            name = file.name or ""
            added += _try(request, name, partial(services.add_file, book=book, file=file, name=name))
        if added:
            services.read_sources(book=book, by=request.user)
    except LimitReached as refused:
        messages.error(request, str(refused))
    if not lines and not request.FILES:
        messages.error(request, "Write an address, or choose a file.")
    return redirect("sources", book.pk)


def _try(request: SignedIn, name: str, adding: Callable[[], object]) -> bool:
    """Add one; say why if it is not taken, so that the others still are."""
    try:
        adding()
    except WritingRefused as refused:
        messages.error(request, f"{name[:200]}: {refused}")
        return False
    return True


@login_required
@require_POST
def act(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Have sources read, look the subject up, or take the latest decision back."""
    book = written_book(request, vividpage_id)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        action(book, request)
    except (WritingRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    return redirect("sources", book.pk)


def _read(book: WrittenBook, request: SignedIn) -> None:
    services.read_sources(book=book, by=request.user)


def _look_up(book: WrittenBook, request: SignedIn) -> None:
    services.look_up(book=book)
    services.read_sources(book=book, by=request.user)


def _undo(book: WrittenBook, request: SignedIn) -> None:
    messages.success(request, f"Undone: {services.undo(book=book)}.")


ACTIONS: dict[str, Callable[[WrittenBook, SignedIn], None]] = {"read": _read, "look-up": _look_up, "undo": _undo}


@login_required
@require_POST
def decide(request: SignedIn, vividpage_id: UUID, source_id: UUID) -> HttpResponse:
    """Use a source whatever the verdicts say, leave it out, follow them again, remove it, or fetch it anew."""
    book = written_book(request, vividpage_id)
    source: Source = get_object_or_404(book.sources.present(), pk=source_id)
    source.book = book
    decision = DECISIONS.get(request.POST.get("action", ""))
    if decision is None:
        raise Http404
    try:
        decision(source, request)
    except (WritingRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    return redirect("sources", book.pk)


def _use(source: Source, request: SignedIn) -> None:
    services.decide(source=source, decision=Source.Decision.USE, by=request.user)


def _leave(source: Source, request: SignedIn) -> None:
    services.decide(source=source, decision=Source.Decision.LEAVE, by=request.user)


def _follow(source: Source, request: SignedIn) -> None:
    services.decide(source=source, decision=Source.Decision.BY_VERDICTS, by=request.user)


def _remove(source: Source, request: SignedIn) -> None:
    services.remove(source=source, by=request.user)


def _again(source: Source, request: SignedIn) -> None:
    services.fetch_again(source=source)
    services.read_sources(book=source.book, by=request.user)


DECISIONS: dict[str, Callable[[Source, SignedIn], None]] = {
    "use": _use,
    "leave": _leave,
    "follow": _follow,
    "remove": _remove,
    "again": _again,
}


@login_required
@require_POST
def settle(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Decide a question on which sources differ: follow one, say that there is none, or leave it open again."""
    book = written_book(request, vividpage_id)
    found: Contradiction = get_object_or_404(Contradiction, book=book, key=request.POST.get("question", "")[:40])
    found.book = book
    said = request.POST.get("claim", "")
    try:
        if said.isdecimal() and len(said) < 4:
            deciding.settle(contradiction=found, claim=int(said), by=request.user)
        elif said == "none":
            deciding.dismiss_contradiction(contradiction=found, by=request.user)
        else:
            deciding.reopen(contradiction=found, by=request.user)
    except WritingRefused as refused:
        messages.error(request, str(refused))
    return redirect("facts", book.pk)
