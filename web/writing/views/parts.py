"""A part beside its checks and sources: read it, compare versions, change it by hand, ask for it anew, accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access.allowances import LimitReached
from authors.contract import Text
from web.requests import SignedIn, read_or_send
from web.writing.finding import kind_or_404, planned_part, written_book
from web.writing.forms import FeedbackForm, PartTextForm
from web.writing.queries import passages_of, shown_paragraphs
from web.writing.sourced import passages_by_id
from writing import services
from writing.hand_edits import edited
from writing.models import Draft, DraftFinding
from writing.queries import compared, findings_in, parts_of
from writing.services import WritingRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from uuid import UUID

    from django.http import HttpResponse

    from writing.models import PlannedPart, WrittenBook


@login_required
@read_or_send
def part(request: SignedIn, vividpage_id: UUID, part_id: UUID) -> HttpResponse:
    """Show a part; what is sent is its text, changed by hand."""
    book = written_book(request, vividpage_id)
    row = planned_part(book, part_id)
    if request.method != "POST":
        return _page(request, book, row)
    form = PartTextForm(request.POST, label_suffix="")
    if form.is_valid():
        before = row.accepted.text if row.accepted else Text()
        try:
            services.edit_part(
                part=row, text=edited(before, form.cleaned_data["words"], title=form.cleaned_data["title"])
            )
        except WritingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved and checked.")
            return redirect("part", book.pk, row.pk)
    return _page(request, book, row, form=form, status=422)


@login_required
@require_POST
def act(request: SignedIn, vividpage_id: UUID, part_id: UUID) -> HttpResponse:
    """Ask for a part anew, have it mended, keep it, accept a version, or answer a finding."""
    book = written_book(request, vividpage_id)
    row = planned_part(book, part_id)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        messages.success(request, action(request, row))
    except (WritingRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    return redirect("part", book.pk, row.pk)


def _again(request: SignedIn, row: PlannedPart) -> str:
    services.write_again(part=row, by=request.user, feedback=request.POST.get("feedback", "").strip())
    return "It is written anew. The text that stands stays until you accept the new one."


def _mend(request: SignedIn, row: PlannedPart) -> str:
    services.write_again(part=row, by=request.user, mends=True)
    return "What was found is being mended. The text that stands stays until you accept the new one."


def _keep(_request: SignedIn, row: PlannedPart) -> str:
    services.keep_part(part=row)
    return "The text stays as it is."


def _accept(request: SignedIn, row: PlannedPart) -> str:
    draft = get_object_or_404(Draft, part=row, pk=_id(request.POST.get("draft", "")))
    draft.part = row
    services.accept(draft=draft)
    return f"Version {draft.number} is the text now."


def _dismiss(request: SignedIn, row: PlannedPart) -> str:
    services.dismiss(finding=_finding(request, row))
    return "It stays as it is."


def _recall(request: SignedIn, row: PlannedPart) -> str:
    services.dismiss(finding=_finding(request, row), dismissed=False)
    return "It counts again."


def _finding(request: SignedIn, row: PlannedPart) -> DraftFinding:
    found: DraftFinding = get_object_or_404(DraftFinding, draft__part=row, pk=_id(request.POST.get("finding", "")))
    return found


def _id(said: str) -> UUID:
    from uuid import UUID

    try:
        return UUID(said)
    except ValueError:
        raise Http404 from None


ACTIONS: dict[str, Callable[[SignedIn, PlannedPart], str]] = {
    "again": _again,
    "mend": _mend,
    "keep": _keep,
    "accept": _accept,
    "dismiss": _dismiss,
    "recall": _recall,
}


def _page(
    request: SignedIn, book: WrittenBook, row: PlannedPart, *, form: PartTextForm | None = None, status: int = 200
) -> HttpResponse:
    standing = parts_of(book)
    here = next((one for one in standing if one.row.pk == row.pk), None)
    if here is None:
        raise Http404
    at = standing.index(here)
    drafts = list(row.drafts.order_by("-number"))
    context: dict[str, Any] = {
        "book": book,
        "vividpage": book.vividpage,
        "kind": kind_or_404(book.kind),
        "row": row,
        "part": row.part,
        "standing": here,
        "drafts": drafts,
        "before": standing[at - 1].row if at else None,
        "after": standing[at + 1].row if at + 1 < len(standing) else None,
        "count": len(standing),
        "feedback": FeedbackForm(label_suffix=""),
        **_text(book, row),
        **_comparison(request, row, drafts),
    }
    if form is None and row.accepted is not None:
        text = row.accepted.text
        form = PartTextForm(initial={"title": text.title or row.part.title, "words": text.plain}, label_suffix="")
    context["form"] = form or PartTextForm(initial={"title": row.part.title}, label_suffix="")
    return render(request, "writing/part.html", context, status=status)


def _text(book: WrittenBook, row: PlannedPart) -> dict[str, Any]:
    """Return what stands there: paragraphs with their findings, and the passages that they rest on."""
    if row.accepted is None:
        return {"paragraphs": [], "findings": [], "passages": []}
    text, findings = row.accepted.text, findings_in(row.accepted)
    ids = passages_of(text)
    return {
        "text": text,
        "paragraphs": shown_paragraphs(text, findings, ids),
        "findings": findings,
        "passages": passages_by_id(book, ids),
    }


def _comparison(request: SignedIn, row: PlannedPart, drafts: list[Draft]) -> dict[str, Any]:
    """Return the version that is looked at beside the text that stands, and how they differ."""
    chosen = request.GET.get("version", "")
    other = next((one for one in drafts if str(one.number) == chosen and one.pk != row.accepted_id), None)
    if other is None:
        return {"other": None}
    if row.accepted is None:
        return {"other": other, "differences": [], "other_paragraphs": shown_paragraphs(other.text)}
    return {
        "other": other,
        "differences": compared(row.accepted.text, other.text),
        "other_findings": findings_in(other),
    }
