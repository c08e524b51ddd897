"""The films of a book: which there are, asking for another, making it again, going on, cancelling and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from films.options import FilmOptions
from films.services import making
from films.services.making import FilmRefused, OptionsRefused
from films.services.spending import request_film_within
from providers.services.espeak.speech import ESpeak, is_installed
from web.films import live as progress
from web.films.forms import FilmForm
from web.films.queries import estimated, film_of
from web.requests import SignedIn, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage


@login_required
@require_safe
def films(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the films of a book, and the form for another."""
    vividpage = vividpage_of(request, vividpage_id)
    return _page(request, vividpage, FilmForm(vividpage, request.user), FilmOptions(), status=200)


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Render the part of the page that changes, for browsers whose socket is closed."""
    return HttpResponse(progress.fragment(vividpage_of(request, vividpage_id), request.user))


@login_required
@require_POST
def make(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Ask for a film."""
    vividpage = vividpage_of(request, vividpage_id)
    form = FilmForm(vividpage, request.user, request.POST)
    options, status = _chosen(form), 422
    if options is not None:
        try:
            request_film_within(vividpage=vividpage, options=options, by=request.user, most=form.budget)
        except OptionsRefused as refused:
            form.add_problems(refused.problems)
        except FilmRefused as refused:
            form.add_error(None, str(refused))
        except LimitReached as refused:
            form.add_error(None, str(refused))
            status = 429
        else:
            return redirect("films", vividpage.pk)
    return _page(request, vividpage, form, options or FilmOptions(), status=status)


@login_required
@require_POST
def estimate(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Say what a film of the options that are chosen will be."""
    vividpage = vividpage_of(request, vividpage_id)
    options = _chosen(FilmForm(vividpage, request.user, request.POST))
    if options is None:
        return HttpResponse(status=204)
    return render(request, "films/_estimate.html", {"estimate": estimated(vividpage, options)})


@login_required
@require_POST
def make_again(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Make a film once more, of the book as it is now."""
    film = film_of(request, vividpage_id, film_id)
    try:
        making.make_again(film=film, by=request.user)
    except (FilmRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    return redirect("films", vividpage_id)


@login_required
@require_POST
def go_on(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Go on with a film that stands still."""
    making.go_on(film=film_of(request, vividpage_id, film_id), by=request.user)
    return redirect("films", vividpage_id)


@login_required
@require_POST
def cancel(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Stop the making of a film."""
    making.cancel_film(film=film_of(request, vividpage_id, film_id))
    return redirect("films", vividpage_id)


@login_required
@require_POST
def delete(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Delete a film with its files: it can be made again."""
    try:
        making.delete_film(film=film_of(request, vividpage_id, film_id))
    except FilmRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The film is deleted.")
    return redirect("films", vividpage_id)


def _chosen(form: FilmForm) -> FilmOptions | None:
    """Return what was chosen; None, with the reasons beside the fields, if no film is like that."""
    if not form.is_valid():
        return None
    try:
        return making.checked_options(form.options())
    except OptionsRefused as refused:
        form.add_problems(refused.problems)
        return None


def _page(
    request: SignedIn, vividpage: VividPage, form: FilmForm, options: FilmOptions, *, status: int
) -> HttpResponse:
    # What is seen is seen once it has been rendered: whoever comes back finds it said once more at worst.
    list_of_films = mark_safe(progress.fragment(vividpage, request.user))  # noqa: S308 - a template of ours
    making.mark_seen(vividpage=vividpage)
    has_chapters = bool(form.fields["chapters"].choices)  # type: ignore[attr-defined]
    context = {
        "vividpage": vividpage,
        "form": form if has_chapters else None,
        "films": list_of_films,
        "estimate": estimated(vividpage, options),
        "voices": ESpeak().voices() if is_installed() else [],
    }
    return render(request, "films/films.html", context, status=status)
