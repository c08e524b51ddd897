"""Pictures that wait for their reader, redrawing many at once, and the room that versions take."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from storyboards.looks.adopting import unlike_their_book, waiting_looks
from storyboards.looks.look import AS_THE_BOOK
from storyboards.making.costs import money_of
from storyboards.orders.bulk import TRIED, redraw_many, selected
from storyboards.pictures import versions as services
from storyboards.pictures.redrawing import RedrawRefused
from web.pictures.selecting import LOOK_FIELDS, SelectionForm
from web.pictures.telling import look_words, what_comes_of
from web.requests import SignedIn, carried, visible_on, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from django.http import HttpResponse

    from books.models import VividPage

SHOWN = 60
"""Pairs on one page."""


@login_required
@require_safe
def waiting(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the new pictures of a book that wait beside those that are shown."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    found = list(services.waiting_in(vividpage.pk))
    near = [
        version for version in found if version.picture.scene and visible.shows_picture(version.picture.scene.number)
    ]
    context = {
        "vividpage": vividpage,
        "visible": visible,
        "pairs": near[:SHOWN],
        "count": len(found),
        "ahead": len(found) - len(near),
        "acceptable": len(services.latest_waiting(vividpage.pk)) if found else 0,
        "looks": [(one, look_words(vividpage, one.look)) for one in waiting_looks(vividpage)],
        "look_now": look_words(vividpage, AS_THE_BOOK),
        "more": max(0, len(near) - SHOWN),
        "space": services.space_of(vividpage),
        "carried": carried(request),
    }
    return render(request, "pictures/waiting.html", context)


@login_required
@require_POST
def accept_all(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show all new pictures that wait."""
    vividpage = vividpage_of(request, vividpage_id)
    count = services.accept_all(vividpage=vividpage, by=request.user)
    plural = "" if count == 1 else "s"
    messages.success(request, f"{count} new picture{plural} shown now. The old ones are kept, and “Edits” can undo it.")
    return redirect(f"{reverse('waiting_pictures', args=[vividpage_id])}{carried(request)}")


@login_required
@require_POST
def keep_all(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Put all new pictures aside that wait."""
    count = services.keep_all_shown(vividpage=vividpage_of(request, vividpage_id))
    are = "picture is" if count == 1 else "pictures are"
    messages.success(request, f"The old ones stay. {count} new {are} kept among the versions of each scene.")
    return redirect(f"{reverse('waiting_pictures', args=[vividpage_id])}{carried(request)}")


@login_required
@require_POST
def delete_old(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Delete old versions, once their reader has said that they mean it."""
    vividpage = vividpage_of(request, vividpage_id)
    sure = request.POST.get("sure", "")
    try:
        freed = services.delete_old(vividpage=vividpage, asked=sure) if sure else None
    except services.OthersAreOld as changed:
        freed = None
        messages.info(request, str(changed))
    if freed is None:
        context = {"vividpage": vividpage, "space": services.space_of(vividpage), "carried": carried(request)}
        return render(request, "pictures/delete_old.html", context)
    messages.success(request, f"The old versions are deleted: {filesizeformat(freed)} are free again.")
    return redirect(f"{reverse('waiting_pictures', args=[vividpage_id])}{carried(request)}")


@login_required
@require_safe
@warn_of_spoilers
def many(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Choose pictures that are to be redrawn, and see what that costs."""
    vividpage = vividpage_of(request, vividpage_id)
    form = SelectionForm(request.GET or None, vividpage=vividpage)
    is_chosen = form.is_bound and form.is_valid()
    look = form.look() if is_chosen else AS_THE_BOOK
    pictures = selected(vividpage, form.selection(), look) if is_chosen else None
    context = {
        "vividpage": vividpage,
        "form": form,
        "look_fields": LOOK_FIELDS,
        "pictures": pictures,
        "price": pictures.price if pictures else None,
        "look": look_words(vividpage, look) if look else "",
        "look_now": look_words(vividpage, AS_THE_BOOK),
        "trial": pictures.tried().price if pictures is not None and len(pictures) > TRIED else None,
        "left": _left(vividpage),
        "unlike": unlike_their_book(vividpage),
        "what_comes": what_comes_of(request.user, otherwise=bool(look)),
        "waiting": services.waiting_in(vividpage.pk).count(),
        "carried": carried(request),
    }
    return render(request, "pictures/many.html", context, status=200 if is_chosen or not form.is_bound else 422)


@login_required
@require_POST
def redraw(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Redraw the chosen pictures, or a few of them to try; then lead to where the rest can be redrawn."""
    vividpage = vividpage_of(request, vividpage_id)
    form = SelectionForm(request.POST, vividpage=vividpage)
    address = reverse("redraw_many", args=[vividpage_id])
    if not form.is_valid():
        messages.error(request, "Choose which pictures are to be redrawn.")
        return redirect(f"{address}{carried(request)}")
    is_trial, began = request.POST.get("step") == "try", timezone.now()
    try:
        count, now = redraw_many(
            vividpage=vividpage,
            selection=form.selection(),
            by=request.user,
            try_first=is_trial,
            offer=request.POST.get("offer", ""),
            look=form.look(),
        )
    except (RedrawRefused, LimitReached) as refused:
        messages.error(request, str(refused))
        return redirect(f"{address}?{urlencode(_asked(request))}")
    plural = "" if count == 1 else "s"
    when = "redrawn now" if now else "redrawn once the book goes on"
    comes = what_comes_of(request.user, otherwise=bool(form.look()))
    messages.success(request, f"{count} picture{plural} to be {when}. {comes}")
    if not is_trial:
        return redirect("book", vividpage_id)
    return redirect(f"{address}?{urlencode({**_asked(request), 'since': _since(form, began).isoformat()})}")


def _since(form: SelectionForm, began: datetime) -> datetime:
    """Return since when pictures are not redrawn once more: since the first trial."""
    first: datetime | None = form.cleaned_data["since"]
    return first or began


def _asked(request: SignedIn) -> dict[str, str]:
    """Return the query of the page on which these pictures were chosen."""
    chosen = {
        name: request.POST[name]
        for name in ("what", "chapter", "person", "since", *LOOK_FIELDS)
        if name in request.POST
    }
    return {**chosen, "all": "1"} if carried(request) else chosen


def _left(vividpage: VividPage) -> Decimal | None:
    """Return what is left of a book's budget in USD; None: it has none."""
    money = money_of(vividpage)
    return None if money.budget is None else money.budget - money.spent - money.reserved
