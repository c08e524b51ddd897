"""A reader's own styles. Another reader's is not found."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from accounts.access.allowances import LimitReached, spend_preview
from sketch.specimen import draw_specimen
from sketch.styles import DEFAULT_STYLE, STYLE_GROUPS, STYLES, Style
from sketch.styles.derived import Drawing, derived, hex_of
from storyboards.styles import services
from storyboards.styles.models import ReaderStyle
from storyboards.styles.reference_pictures import palette_of
from storyboards.styles.sharing import FileRefused
from web.requests import SignedIn, read_or_send
from web.styles.forms import ImportForm, StyleForm
from web.styles.queries import services_that_take_a_picture

if TYPE_CHECKING:
    from uuid import UUID

LONGEST_DRAWING = 4000
"""Characters of a drawing in an address."""


def _own(request: SignedIn, style_id: UUID) -> ReaderStyle:
    return get_object_or_404(ReaderStyle.objects.owned_by(request.user).offered(), pk=style_id)


def _ours(key: str) -> Style:
    try:
        return STYLES[key]
    except KeyError:
        raise Http404 from None


@login_required
@require_safe
def own_styles(request: SignedIn) -> HttpResponse:
    """Show the styles that a reader has made."""
    return _list_page(request, ImportForm())


def _list_page(request: SignedIn, form: ImportForm, *, status: int = 200) -> HttpResponse:
    styles = ReaderStyle.objects.owned_by(request.user).offered().defer("reference")
    rows = [{"style": style, "base": STYLES.get(style.based_on)} for style in styles]
    return render(request, "styles/list.html", {"rows": rows, "form": form}, status=status)


@login_required
@require_safe
def begin(request: SignedIn) -> HttpResponse:
    """Choose the style of ours that a new one is made from."""
    return render(request, "styles/begin.html", {"style_groups": STYLE_GROUPS})


@login_required
@read_or_send
def make(request: SignedIn, base: str) -> HttpResponse:
    """Make a style from one of ours."""
    below = _ours(base)
    form = StyleForm(request.POST or None, request.FILES or None, base=below, reader=request.user)
    if _is_to_be_kept(request, form):
        try:
            style = services.make_style(
                owner=request.user,
                based_on=below.key,
                words=form.words,
                drawing=form.drawing,
                reference=form.reference or b"",
            )
        except services.StyleRefused as refused:
            _show(form, refused)
        else:
            return _kept(request, style, form)
    return _form_page(request, form, None)


@login_required
@read_or_send
def change(request: SignedIn, style_id: UUID) -> HttpResponse:
    """Change a style."""
    style = _own(request, style_id)
    below = STYLES.get(style.based_on) or STYLES[DEFAULT_STYLE]
    form = StyleForm(request.POST or None, request.FILES or None, base=below, style=style, reader=request.user)
    if _is_to_be_kept(request, form):
        try:
            kept = services.change_style(style=style, words=form.words, drawing=form.drawing, reference=form.reference)
        except services.StyleRefused as refused:
            _show(form, refused)
        else:
            return _kept(request, kept, form)
    return _form_page(request, form, style)


def _is_to_be_kept(request: SignedIn, form: StyleForm) -> bool:
    return form.is_bound and form.is_valid() and "preview" not in request.POST


def _show(form: StyleForm, refused: services.StyleRefused) -> None:
    for name, words in refused.problems.items():
        form.add_error(name if name in form.fields else None, words)


def _kept(request: SignedIn, style: ReaderStyle, form: StyleForm) -> HttpResponse:
    """Go on: to the list or, where a picture has come, back to the style to take its colours."""
    if form.found:
        messages.success(request, f"“{style.name}” is saved. Its picture's colours are below: use them if you like.")
        return redirect("own_style", style.pk)
    messages.success(request, f"“{style.name}” is saved. Choose it when you set a book up.")
    return redirect("own_styles")


def _form_page(request: SignedIn, form: StyleForm, style: ReaderStyle | None) -> HttpResponse:
    found = [hex_of(colour) for colour in palette_of(bytes(style.reference))] if style and style.reference else []
    if "colours" in request.GET and style is not None:
        form.take_palette(found)
    context = {
        "form": form,
        "style": style,
        "base": form.base,
        "found": found,
        "books": services.books_in(style) if style else [],
        "taken_by": services_that_take_a_picture(),
    }
    return render(request, "styles/style.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def preview(request: SignedIn, base: str) -> HttpResponse:
    """Render the picture of a style as the form has it."""
    form = StyleForm(request.POST, base=_ours(base))
    form.is_valid()
    return render(request, "styles/_preview.html", {"form": form, "base": form.base})


@login_required
@require_safe
def preview_picture(request: SignedIn, base: str) -> HttpResponse:
    """Draw a small scene in a style that is not kept yet."""
    below, said = _ours(base), request.GET.get("drawing", "{}")
    try:
        drawing = Drawing.model_validate(json.loads(said[:LONGEST_DRAWING]))
    except (ValueError, RecursionError, ValidationError):
        raise Http404 from None
    spend_preview(request.user)
    return HttpResponse(_drawn(below.key, json.dumps(drawing.as_json())), content_type="image/webp")


@lru_cache(maxsize=64)
def _drawn(base: str, drawing: str) -> bytes:
    style = derived(
        STYLES[base], key=base, name="preview", prompt="preview", drawing=Drawing.model_validate_json(drawing)
    )
    return draw_specimen(style)


@login_required
@read_or_send
def delete(request: SignedIn, style_id: UUID) -> HttpResponse:
    """Ask, then delete a style."""
    style = _own(request, style_id)
    if request.method == "POST":
        services.delete_style(style=style)
        messages.success(request, f"“{style.name}” is deleted.")
        return redirect("own_styles")
    return render(request, "styles/delete.html", {"style": style, "books": services.books_in(style)})


@login_required
@require_safe
def share(request: SignedIn, style_id: UUID) -> HttpResponse:
    """Send a style as a file."""
    style = _own(request, style_id)
    response = HttpResponse(services.share(style), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(style.name) or "style"}.vividstyle.toml"'
    return response


@login_required
@require_POST
def take_in(request: SignedIn) -> HttpResponse:
    """Take in a style that somebody has shared."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    try:
        style = services.take_in(owner=request.user, data=form.content())
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return _list_page(request, form, status=422)
    except LimitReached as reached:
        form.add_error("file", str(reached))
        return _list_page(request, form, status=429)
    messages.success(request, f"“{style.name}” is yours now. Look at it, and change what you like.")
    return redirect("own_style", style.pk)


@login_required
@require_safe
def reference(request: SignedIn, style_id: UUID) -> HttpResponse:
    """Show the picture of a style."""
    style = _own(request, style_id)
    if not style.reference:
        raise Http404
    return HttpResponse(bytes(style.reference), content_type="image/webp")
