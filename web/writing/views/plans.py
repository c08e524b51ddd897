"""The plan of a book: read it, change and reorder its parts, have it made anew, and approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from web.requests import SignedIn, read_or_send
from web.writing.finding import kind_or_404, planned_part, written_book
from web.writing.forms import FeedbackForm, PartPlanForm
from writing import services
from writing.estimates import estimate
from writing.services import WritingRefused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from writing.models import WrittenBook


@login_required
@require_safe
def plan(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the plan, with what writing it costs."""
    book = written_book(request, vividpage_id)
    if book.plan is None:
        return redirect("writing", book.pk)
    return _page(request, book)


@login_required
@require_POST
def reorder(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Move a part one place, or put all in the order that was sent."""
    book = written_book(request, vividpage_id)
    keys = [part.key for part in book.plan.outline.parts] if book.plan else []
    try:
        services.reorder(book=book, keys=_moved(keys, request.POST.get("key", ""), request.POST.get("move", "")))
    except WritingRefused as refused:
        return _page(request, book, problem=str(refused))
    if request.htmx:
        book = written_book(request, vividpage_id)
        return _page(request, book, done="Moved.")
    return redirect("plan", book.pk)


def _moved(keys: list[str], key: str, move: str) -> list[str]:
    """Return the keys with one of them a place earlier or later."""
    if key not in keys:
        return keys
    at = keys.index(key)
    to = min(max(at + {"earlier": -1, "later": 1}.get(move, 0), 0), len(keys) - 1)
    others = [one for one in keys if one != key]
    return [*others[:to], key, *others[to:]]


@login_required
@read_or_send
def plan_part(request: SignedIn, vividpage_id: UUID, part_id: UUID) -> HttpResponse:
    """Change what is planned of a part."""
    book = written_book(request, vividpage_id)
    row = planned_part(book, part_id)
    part = row.part
    initial = {"title": part.title, "summary": part.summary, "words": part.words}
    form = PartPlanForm(request.POST or None, initial=initial, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            services.edit_part_plan(part=row, changes=form.cleaned_data)
        except WritingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The plan is changed.")
            return redirect("plan", book.pk)
    context = {"book": book, "vividpage": book.vividpage, "part": part, "row": row, "form": form}
    return render(request, "writing/plan_part.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def return_to(request: SignedIn, vividpage_id: UUID, plan_id: UUID) -> HttpResponse:
    """Make an earlier plan the plan again."""
    book = written_book(request, vividpage_id)
    version = get_object_or_404(book.plans, pk=plan_id)
    version.book = book
    try:
        services.return_to(version=version)
    except WritingRefused as refused:
        messages.error(request, str(refused))
    return redirect("plan", book.pk)


def _page(request: SignedIn, book: WrittenBook, *, done: str = "", problem: str = "") -> HttpResponse:
    rows = {row.key: row for row in book.parts.filter(is_planned=True)}
    outline = book.plan.outline if book.plan else None
    parts = [(part, rows[part.key]) for part in outline.parts if part.key in rows] if outline else []
    context = {
        "book": book,
        "vividpage": book.vividpage,
        "kind": kind_or_404(book.kind),
        "outline": outline,
        "parts": parts,
        "words": sum(part.words for part, _ in parts),
        "price": estimate(book),
        "versions": book.plans.defer("data"),
        "feedback": FeedbackForm(label_suffix=""),
        "done": done,
        "problem": problem,
    }
    template = "writing/_plan.html" if request.htmx else "writing/plan.html"
    return render(request, template, context, status=422 if problem else 200)
