"""Beginning a book: which kind, what is asked for, and what is understood of it before anything is written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from accounts.access.allowances import LimitReached
from web.requests import SignedIn, read_or_send
from web.writing.briefs import brief_form, examples_of, initial_of, sections_of
from web.writing.finding import kind_or_404, written_book
from web.writing.forms import AuthorForm
from web.writing.queries import shelf_of
from web.writing.understanding import NEEDS_SOURCES, understanding_of
from writing import services
from writing.estimates import estimate_of_brief
from writing.kinds import catalogue
from writing.models import Hero
from writing.services import BriefRefused, WritingRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from authors.contract import Brief
    from web.options import BriefForm
    from writing.kinds.kind import BookKind

UNDERSTOOD = "writing/_understood.html"


@login_required
@require_safe
def write(request: SignedIn) -> HttpResponse:
    """Show what can be written here, and the books that are being written."""
    return render(request, "writing/start.html", {"kinds": catalogue.KINDS, "shelf": shelf_of(request.user)})


@login_required
@read_or_send
def new_book(request: SignedIn, kind: str) -> HttpResponse:
    """Ask what the book is to be; then begin it, and have it planned."""
    found = kind_or_404(kind)
    if request.method != "POST":
        heroes = list(Hero.objects.owned_by(request.user).filter(pk__in=_ids(request.GET.getlist("hero"))))
        form = brief_form(found, initial=initial_of(found, request.GET.dict(), heroes))
        return _page(request, found, form, AuthorForm(user=request.user), status=200)
    form, author = brief_form(found, request.POST), AuthorForm(request.POST, user=request.user)
    if "add" in request.POST:
        return _page(request, found, form, author, status=200)
    brief = form.brief()
    if brief is None or not author.is_valid():
        return _page(request, found, form, author, status=422)
    status = 422
    try:
        return _begun(request, found, brief, author)
    except BriefRefused as refused:
        form.add_problems(refused.problems)
    except (WritingRefused, LimitReached) as refused:
        form.add_error(None, str(refused))
        status = 429 if isinstance(refused, LimitReached) else 422
    return _page(request, found, form, author, status=status)


@login_required
@require_POST
def understood(request: SignedIn, kind: str) -> HttpResponse:
    """Say what is understood of a brief, and how the book would begin. Nothing is kept."""
    found = kind_or_404(kind)
    brief = brief_form(found, request.POST).brief()
    author = AuthorForm(request.POST, user=request.user)
    model = author.chosen_model
    context: dict[str, Any] = {"kind": found, "is_by_model": bool(model)}
    if brief is not None and model:
        economy = author.cleaned_data.get("economy", False)
        context["price"] = estimate_of_brief(found, brief, author=model, owner=request.user, economy=economy)
    if brief is not None:
        context["understood"] = understanding_of(found, brief, request.user)
    return render(request, UNDERSTOOD, context)


@login_required
@read_or_send
def brief(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Change what was asked for, as long as the plan has not been approved."""
    book = written_book(request, vividpage_id)
    kind = kind_or_404(book.kind)
    author = {"author": book.author, "budget": book.vividpage.budget.limit, "economy": book.economy}
    if request.method != "POST":
        form = brief_form(kind, initial=book.brief)
        return _page(request, kind, form, AuthorForm(user=request.user, initial=author), status=200, book=book)
    form, chosen = brief_form(kind, request.POST, initial=book.brief), AuthorForm(request.POST, user=request.user)
    wanted = None if "add" in request.POST else form.brief()
    if wanted is None or not chosen.is_valid():
        status = 200 if "add" in request.POST else 422
        return _page(request, kind, form, chosen, status=status, book=book)
    try:
        services.save_brief(book=book, brief=wanted.model_dump(mode="json"))
        services.choose_author(book=book, author=chosen.chosen["author"], economy=chosen.chosen["economy"])
        services.plan(book=book, by=request.user)
    except BriefRefused as refused:
        form.add_problems(refused.problems)
    except (WritingRefused, LimitReached) as refused:
        form.add_error(None, str(refused))
    else:
        return redirect("writing", book.pk)
    return _page(request, kind, form, chosen, status=422, book=book)


def _begun(request: SignedIn, kind: BookKind[Any], brief: Brief, author: AuthorForm) -> HttpResponse:
    book = services.start_book(
        owner=request.user,
        kind=kind.name,
        brief=brief.model_dump(mode="json"),
        **author.chosen,
    )
    if author.is_by_hand:
        services.plan_by_hand(book=book)
        return redirect("writing", book.pk)
    if kind.name in NEEDS_SOURCES:
        return redirect("sources", book.pk)
    services.plan(book=book, by=request.user)
    return redirect("writing", book.pk)


def _page(
    request: SignedIn, kind: BookKind[Any], form: BriefForm, author: AuthorForm, *, status: int, book: Any = None
) -> HttpResponse:
    shown = None
    if status == 200:
        said = form.brief() if form.is_bound else _brief_in(kind, form.initial)
        shown = understanding_of(kind, said, request.user) if said is not None else None
    context = {
        "kind": kind,
        "form": form,
        "author": author,
        "sections": sections_of(kind, form),
        "examples": list(examples_of(kind)) if book is None else [],
        "heroes": list(Hero.objects.owned_by(request.user)) if "heroes" in kind.brief.model_fields else [],
        "understood": shown,
        "book": book,
        "vividpage": book.vividpage if book else None,
    }
    return render(request, "writing/brief.html", context, status=status)


def _brief_in(kind: BookKind[Any], initial: Mapping[str, Any]) -> Brief | None:
    """Return the brief that a form begins with; None of an address that somebody has made up."""
    try:
        given = {name: value for name, value in initial.items() if value not in ("", None)}
        brief: Brief = kind.brief.model_validate(given)
    except ValidationError:
        return None
    return brief


def _ids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found
