"""The page editor: every change is sent by itself, answered with the whole editor, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from characters.editing import EditRefused
from publishing.models import Page, PageSet
from publishing.pages import editing
from publishing.pages.fitting import text_svg
from publishing.pages.journal import PagesRefused, undo_pages
from publishing.pages.reading import paged_book
from publishing.pages.services import lay_out
from web.pages.editor import context_of, form_of, trial_of
from web.pages.forms import PageForm, PlanForm
from web.pages.turning import spreads_of
from web.requests import SignedIn, carried, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from books.models import VividPage

FOREVER = "private, max-age=31536000, immutable"


@login_required
@require_safe
@warn_of_spoilers
def pages(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the editor, or the ways to lay the book out if it has no pages yet or `?anew` asks."""
    vividpage = vividpage_of(request, vividpage_id)
    if "anew" in request.GET or not PageSet.objects.filter(vividpage=vividpage).exists():
        return _start(request, vividpage, PlanForm(label_suffix=""))
    return _editor(request, vividpage, _number(request.GET.get("page", "")))


@login_required
@require_safe
@warn_of_spoilers
def turn(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the pages as spreads that turn."""
    vividpage = vividpage_of(request, vividpage_id)
    context = {"vividpage": vividpage, "spreads": spreads_of(vividpage), "carried": carried(request)}
    return render(request, "pages/turn.html", context)


@login_required
@require_POST
def lay(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Lay a book out, or out anew."""
    vividpage = vividpage_of(request, vividpage_id)
    form = PlanForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            lay_out(vividpage=vividpage, plan=form.plan, by=request.user)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The pages are laid out.")
            return redirect(f"{reverse('pages', args=[vividpage.pk])}{carried(request)}")
    return _start(request, vividpage, form, status=422)


@login_required
@require_POST
def undo(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Take the latest edit back."""
    vividpage = vividpage_of(request, vividpage_id)
    number = _number(request.POST.get("page", ""))
    try:
        summary = undo_pages(vividpage_id=vividpage.pk)
    except EditRefused as refused:
        return _answer(request, vividpage, number, problem=str(refused))
    return _answer(request, vividpage, number, done=f"Undone: {summary}.")


@login_required
@require_POST
def change(request: SignedIn, vividpage_id: UUID, page_id: UUID) -> HttpResponse:
    """Change what stands on a page."""
    vividpage, page = _found(request, vividpage_id, page_id)
    form = form_of(vividpage, page, request.POST)
    if not form.is_valid():
        return _answer(request, vividpage, page.number, problem=_first_problem(form), form=form)
    try:
        remark = editing.change_page(page=page, by=request.user, **form.values)
    except EditRefused as refused:
        return _answer(request, vividpage, page.number, problem=str(refused), form=form)
    return _answer(request, vividpage, page.number, done=f"Saved. {remark}".strip())


@login_required
@require_POST
def try_out(request: SignedIn, vividpage_id: UUID, page_id: UUID) -> HttpResponse:
    """Draw a page as it would be, and say whether its text fits; nothing is saved."""
    vividpage, page = _found(request, vividpage_id, page_id)
    form = form_of(vividpage, page, request.POST)
    if not form.is_valid():
        return HttpResponse(status=204)
    return render(request, "pages/_sheet.html", trial_of(vividpage, page, form.values))


@login_required
@require_POST
def act(request: SignedIn, vividpage_id: UUID, page_id: UUID) -> HttpResponse:
    """Move, add, remove, split or merge pages, or exchange pictures."""
    vividpage, page = _found(request, vividpage_id, page_id)
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        number = action(request, page)
    except EditRefused as refused:
        return _answer(request, vividpage, page.number, problem=str(refused))
    return _answer(request, vividpage, number, done="Done.")


def _earlier(request: SignedIn, page: Page) -> int:
    editing.move_page(page=page, to=page.number - 1, by=request.user)
    return page.number - 1


def _later(request: SignedIn, page: Page) -> int:
    editing.move_page(page=page, to=page.number + 1, by=request.user)
    return page.number + 1


def _move(request: SignedIn, page: Page) -> int:
    to = _number(request.POST.get("to", ""))
    editing.move_page(page=page, to=to, by=request.user)
    return to


def _add(request: SignedIn, page: Page) -> int:
    return editing.add_page(after=page, by=request.user).number


def _other_side(request: SignedIn, page: Page) -> int:
    return editing.shift_page(page=page, by=request.user)


def _remove(request: SignedIn, page: Page) -> int:
    editing.remove_page(page=page, by=request.user)
    return page.number


def _split(request: SignedIn, page: Page) -> int:
    editing.split_page(page=page, by=request.user)
    return page.number


def _merge(request: SignedIn, page: Page) -> int:
    editing.merge_page(page=page, by=request.user)
    return page.number


def _swap(request: SignedIn, page: Page) -> int:
    number = _number(request.POST.get("to", ""))
    other = Page.objects.filter(vividpage=page.vividpage_id, number=number).first()
    if other is None or other.pk == page.pk:
        raise PagesRefused("Say with which other page: give its number.")
    editing.swap_pictures(page=page, other=other, by=request.user)
    return number


ACTIONS: dict[str, Callable[[SignedIn, Page], int]] = {
    "earlier": _earlier,
    "later": _later,
    "move": _move,
    "add": _add,
    "other-side": _other_side,
    "remove": _remove,
    "split": _split,
    "merge": _merge,
    "swap": _swap,
}


@login_required
@require_safe
@warn_of_spoilers
def text(request: SignedIn, vividpage_id: UUID, page_id: UUID) -> HttpResponse:
    """Draw the text of a page as it is printed. Its address changes with it."""
    vividpage, row = _found(request, vividpage_id, page_id)
    book = paged_book(vividpage)
    page = next((page for page in book.pages if page.number == row.number), None) if book else None
    if book is None or page is None or page.text is None:
        raise Http404
    return HttpResponse(text_svg(page.text, book), content_type="image/svg+xml", headers={"Cache-Control": FOREVER})


def _found(request: SignedIn, vividpage_id: UUID, page_id: UUID) -> tuple[VividPage, Page]:
    vividpage = vividpage_of(request, vividpage_id)
    return vividpage, get_object_or_404(Page, vividpage=vividpage, pk=page_id)


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 5 else 1


def _first_problem(form: PageForm) -> str:
    name, problems = next(iter(form.errors.items()))
    return f"{form.fields[name].label}: {problems[0]}"


def _start(request: SignedIn, vividpage: VividPage, form: PlanForm, *, status: int = 200) -> HttpResponse:
    context = {
        "vividpage": vividpage,
        "form": form,
        "is_laid_out": PageSet.objects.filter(vividpage=vividpage).exists(),
        "carried": carried(request),
    }
    return render(request, "pages/start.html", context, status=status)


def _answer(
    request: SignedIn,
    vividpage: VividPage,
    number: int,
    *,
    done: str = "",
    problem: str = "",
    form: PageForm | None = None,
) -> HttpResponse:
    """Answer a change: with the editor to whoever asks by HTMX or to see what is wrong, else with its page."""
    if request.htmx or problem:
        return _editor(request, vividpage, number, done=done, problem=problem, form=form)
    messages.success(request, done)
    more = "&all=1" if carried(request) else ""
    return redirect(f"{reverse('pages', args=[vividpage.pk])}?page={number}{more}")


def _editor(request: SignedIn, vividpage: VividPage, number: int, **told: Any) -> HttpResponse:
    context = context_of(vividpage, number, form=told.pop("form", None)) | told | {"carried": carried(request)}
    template = "pages/_editor.html" if request.htmx else "pages/editor.html"
    return render(request, template, context, status=422 if told.get("problem") else 200)
