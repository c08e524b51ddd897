"""Heroes that are kept for more books than one: the same name, the same looks, the same face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from web.requests import SignedIn, read_or_send
from web.writing.finding import written_book
from web.writing.forms import HeroForm
from web.writing.queries import heroes_of
from writing import services
from writing.models import Hero
from writing.services import WritingRefused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse


@login_required
@require_safe
def heroes(request: SignedIn) -> HttpResponse:
    """Show the heroes of a writer."""
    return render(request, "writing/heroes.html", {"heroes": heroes_of(request.user)})


@login_required
@read_or_send
def new_hero(request: SignedIn) -> HttpResponse:
    """Describe somebody new."""
    form = HeroForm(request.POST or None, label_suffix="")
    return _saved(request, form, None)


@login_required
@read_or_send
def hero(request: SignedIn, hero_id: UUID) -> HttpResponse:
    """Change how somebody is described. Books that have them stay as they are."""
    found: Hero = get_object_or_404(Hero.objects.owned_by(request.user), pk=hero_id)
    form = HeroForm(request.POST, label_suffix="") if request.method == "POST" else HeroForm.of(found.person)
    return _saved(request, form, found)


def _saved(request: SignedIn, form: HeroForm, found: Hero | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            person = form.person(found.person if found else None)
            services.save_hero(owner=request.user, person=person, hero=found)
        except WritingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{person.name} is kept.")
            return redirect("heroes")
    status = 422 if form.errors else 200
    return render(request, "writing/hero.html", {"form": form, "hero": found}, status=status)


@login_required
@require_POST
def delete_hero(request: SignedIn, hero_id: UUID) -> HttpResponse:
    """Forget a hero."""
    found: Hero = get_object_or_404(Hero.objects.owned_by(request.user), pk=hero_id)
    services.delete_hero(hero=found)
    messages.success(request, f"{found.name} is forgotten. Books that have them stay as they are.")
    return redirect("heroes")


@login_required
@require_POST
def keep_hero(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Keep somebody of a book's plan for other books."""
    book = written_book(request, vividpage_id)
    try:
        kept = services.keep_hero(book=book, name=request.POST.get("name", ""))
    except WritingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{kept.name} is kept: choose them again when you begin another book.")
    return redirect("plan", book.pk)
