"""The editions of a book: which there are, asking for another, making it again, cancelling and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from publishing import catalogue
from publishing.kinds.canva.kind import KIND as CANVA
from publishing.kinds.cover.kind import KIND as COVER
from publishing.services import making
from publishing.services.making import EditionRefused, OptionsRefused
from publishing.services.telling import can_mail
from web.publishing import live as progress
from web.publishing.forms import OptionsForm
from web.publishing.queries import awaits_any, store_answers, suggested_options
from web.requests import SignedIn, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage
    from publishing.kinds.kind import EditionKind
    from publishing.models import Edition


def edition_of(request: SignedIn, vividpage_id: UUID, edition_id: UUID) -> Edition:
    """Return an edition of the reader's own book. Raises Http404."""
    vividpage = vividpage_of(request, vividpage_id)
    edition: Edition = get_object_or_404(vividpage.editions, pk=edition_id)
    edition.vividpage = vividpage
    return edition


@login_required
@require_safe
def editions(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the editions of a book, and the form for another of the kind that was chosen."""
    vividpage = vividpage_of(request, vividpage_id)
    kind = _kind(request.GET.get("kind", ""))
    if kind is COVER:
        return redirect("edition_cover", vividpage.pk)
    if kind is CANVA:
        return redirect("canva_edition", vividpage.pk)
    form = OptionsForm(kind, chosen=suggested_options(kind, vividpage)) if kind else None
    return _page(request, vividpage, form, status=200)


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Render the part of the page that changes, for browsers whose socket is closed."""
    return HttpResponse(progress.fragment(vividpage_of(request, vividpage_id)))


@login_required
@require_POST
def make(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Ask for an edition."""
    vividpage = vividpage_of(request, vividpage_id)
    kind = _kind(request.POST.get("kind", ""))
    if kind is None:
        messages.error(request, "Choose what to make first.")
        return redirect("editions", vividpage.pk)
    form = OptionsForm(kind, request.POST)
    if not form.is_valid():
        return _page(request, vividpage, form, status=422)
    try:
        making.request_edition(
            vividpage=vividpage,
            kind=kind.name,
            options=form.values(),
            by=request.user,
            mails=request.POST.get("mails") == "on",
        )
    except OptionsRefused as refused:
        form.add_problems(refused.problems)
        return _page(request, vividpage, form, status=422)
    except (EditionRefused, LimitReached) as refused:
        form.add_error(None, str(refused))
        return _page(request, vividpage, form, status=429 if isinstance(refused, LimitReached) else 422)
    request.session[progress.AWAITED] = True
    return redirect("editions", vividpage.pk)


@login_required
@require_POST
def make_again(request: SignedIn, vividpage_id: UUID, edition_id: UUID) -> HttpResponse:
    """Make an edition once more, of the book as it is now."""
    edition = edition_of(request, vividpage_id, edition_id)
    try:
        making.make_again(edition=edition, by=request.user)
    except (EditionRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    else:
        request.session[progress.AWAITED] = True
    return redirect("editions", vividpage_id)


@login_required
@require_POST
def cancel(request: SignedIn, vividpage_id: UUID, edition_id: UUID) -> HttpResponse:
    """Stop the making of an edition."""
    making.cancel(edition=edition_of(request, vividpage_id, edition_id))
    return redirect("editions", vividpage_id)


@login_required
@require_POST
def delete(request: SignedIn, vividpage_id: UUID, edition_id: UUID) -> HttpResponse:
    """Delete an edition with its file: it can be made again."""
    edition = edition_of(request, vividpage_id, edition_id)
    title = catalogue.title_of(edition.kind)
    making.delete(edition=edition)
    messages.success(request, f"{title} is deleted.")
    return redirect("editions", vividpage_id)


def _kind(name: str) -> EditionKind[Any] | None:
    return next((kind for kind in catalogue.kinds_offered() if kind.name == name), None)


def _page(request: SignedIn, vividpage: VividPage, form: OptionsForm | None, *, status: int) -> HttpResponse:
    # What is seen is seen once it has been rendered: whoever comes back finds it said once more at worst.
    list_of_editions = mark_safe(progress.fragment(vividpage))  # noqa: S308 - a template of ours
    making.mark_seen(vividpage=vividpage)
    if request.session.get(progress.AWAITED) and not awaits_any(request.user):
        del request.session[progress.AWAITED]
    context = {
        "vividpage": vividpage,
        "kinds": [(kind, kind.suits(vividpage)) for kind in catalogue.kinds_offered()],
        "form": form,
        "problem": form.kind.suits(vividpage) if form else "",
        "editions": list_of_editions,
        "can_mail": can_mail(),
        "answers": store_answers(vividpage),
    }
    return render(request, "publishing/editions.html", context, status=status)
