"""A book that is being written: how it stands, going on and stopping, and all of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from characters.editing import EditRefused
from web.writing import live as progress
from web.writing.finding import kind_or_404, written_book
from web.writing.laying import lay_out_written
from web.writing.queries import passages_of, shown_paragraphs
from web.writing.sourced import passages_by_id
from writing import services
from writing.services import WritingRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from web.requests import SignedIn
    from writing.models import WrittenBook


@login_required
@require_safe
def writing(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show how far a book is: what comes next, and its parts as they arrive."""
    book = written_book(request, vividpage_id)
    context = {"book": book, "vividpage": book.vividpage, "kind": kind_or_404(book.kind)}
    return render(request, "writing/book.html", {**context, "state": progress.state_of(book)})


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Render the part of the page that changes, for browsers whose socket is closed."""
    return HttpResponse(progress.fragment(written_book(request, vividpage_id)))


@login_required
@require_POST
def act(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Have a book planned, go on, stop, or make the book of its texts."""
    book = written_book(request, vividpage_id)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        action(book, request)
    except (WritingRefused, EditRefused, LimitReached) as refused:
        messages.error(request, str(refused))
        return redirect("writing", book.pk)
    return redirect("turn_pages" if action is _lay_out else "writing", book.pk)


def _plan(book: WrittenBook, request: SignedIn) -> None:
    services.plan(book=book, by=request.user, feedback=request.POST.get("feedback", "").strip())


def _approve(book: WrittenBook, request: SignedIn) -> None:
    services.approve(book=book, by=request.user)


def _stop(book: WrittenBook, _request: SignedIn) -> None:
    services.stop(book=book)


def _go_on(book: WrittenBook, request: SignedIn) -> None:
    if not services.go_on(book=book, by=request.user):
        raise WritingRefused("There is nothing to go on with.")


def _bind(book: WrittenBook, request: SignedIn) -> None:
    services.bind(book=book, by=request.user)


def _lay_out(book: WrittenBook, request: SignedIn) -> None:
    lay_out_written(book=book, by=request.user)


ACTIONS: dict[str, Callable[[WrittenBook, SignedIn], None]] = {
    "plan": _plan,
    "approve": _approve,
    "stop": _stop,
    "go-on": _go_on,
    "bind": _bind,
    "lay-out": _lay_out,
}


@login_required
@require_safe
def manuscript(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show all of the text, part after part, with what each sentence rests on."""
    book = written_book(request, vividpage_id)
    rows = book.parts.filter(is_planned=True).select_related("accepted").order_by("number")
    texts = [(row, row.accepted.text if row.accepted else None) for row in rows]
    ids = list(dict.fromkeys(one for _, text in texts if text for one in passages_of(text)))
    shown = [(row, text, shown_paragraphs(text, (), ids) if text else []) for row, text in texts]
    context = {
        "book": book,
        "vividpage": book.vividpage,
        "parts": shown,
        "passages": passages_by_id(book, ids),
        "words": sum(text.word_count for _, text in texts if text),
    }
    return render(request, "writing/manuscript.html", context)
