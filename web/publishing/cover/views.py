"""Designing a cover: the form, and the preview that is drawn anew with every choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from publishing.kinds.cover.kind import KIND, layout_of
from publishing.kinds.cover.options import CoverOptions
from publishing.kinds.cover.picturing import chosen_picture, palette_for
from publishing.kinds.kind import Refused
from publishing.printers.catalogue import printer_named
from publishing.services.telling import can_mail
from web.publishing.cover.drawing import drawn_cover
from web.publishing.cover.forms import CoverForm
from web.publishing.cover.queries import cover_book_of
from web.publishing.queries import suggested_options
from web.requests import SignedIn, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from publishing.kinds.cover.book import CoverBook

PAGES_TO_BEGIN_WITH = 200
"""Where there is no finished interior yet."""


@login_required
@require_safe
def cover(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the form for a cover with its preview."""
    vividpage = vividpage_of(request, vividpage_id)
    book = cover_book_of(vividpage)
    interior = suggested_options(KIND, vividpage)
    chosen = {"pages": PAGES_TO_BEGIN_WITH, **interior}
    context = {
        "vividpage": vividpage,
        "form": CoverForm(book, chosen=chosen),
        "kind": KIND,
        "has_interior": bool(interior),
        "can_mail": can_mail(),
        **_preview(book, chosen),
    }
    return render(request, "publishing/cover.html", context)


@login_required
@require_POST
def preview(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Draw the preview of what is chosen, or say why there is no such cover. Nothing is kept."""
    vividpage = vividpage_of(request, vividpage_id)
    book = cover_book_of(vividpage)
    form = CoverForm(book, request.POST)
    if not form.is_valid():
        problems = [f"{form.fields[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
        return render(request, "publishing/_cover_preview.html", {"problem": " ".join(problems)})
    return render(request, "publishing/_cover_preview.html", _preview(book, form.values()))


def _preview(book: CoverBook, chosen: dict[str, Any]) -> dict[str, Any]:
    """Lay out a cover for the template; where that is refused, say why."""
    try:
        options = CoverOptions(**chosen)
        picture = chosen_picture(book, options)
        layout = layout_of(book, options, palette_for(options, picture), has_picture=picture is not None)
    except Refused as refused:
        return {"problem": str(refused)}
    except ValidationError as invalid:
        return {"problem": "; ".join(error["msg"] for error in invalid.errors())}
    assert layout.geometry is not None  # it is of a printed book
    return {
        "cover": drawn_cover(layout, layout.geometry),
        "picture": picture,
        "printer": printer_named(options.printer),
    }
