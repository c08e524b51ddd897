"""The variants of a book. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from books.choices import ChoicesRefused
from storyboards.looks.look import AS_THE_BOOK
from storyboards.variants.making import VariantRefused, VariantThere, make_variant, offer_of, price_of_variant
from storyboards.variants.queries import same_look, variants_of
from web.pictures.telling import look_words
from web.requests import SignedIn, vividpage_of
from web.variants.forms import VariantForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from books.models import VividPage


@login_required
@require_safe
def variants(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the variants of a book, and what another one in the chosen look would cost."""
    vividpage = vividpage_of(request, vividpage_id)
    form = VariantForm(request.GET or None, vividpage=vividpage)
    return _page(request, vividpage, form, status=422 if form.is_bound and not form.is_valid() else 200)


@login_required
@require_POST
def make(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Make another variant at the price that was told, and lead to it."""
    vividpage = vividpage_of(request, vividpage_id)
    form = VariantForm(request.POST, vividpage=vividpage)
    if not form.is_valid():
        return _page(request, vividpage, form, status=422)
    if request.POST.get("offer", "") != offer_of(vividpage, form.look()):
        form.add_error(None, "Meanwhile the price has changed. Look once more what it costs.")
        return _page(request, vividpage, form, status=409)
    try:
        variant = make_variant(
            vividpage=vividpage, look=form.look(), by=request.user, budget=form.cleaned_data["budget"]
        )
    except VariantThere as there:
        messages.info(request, str(there))
        return redirect("book", there.variant.pk)
    except ChoicesRefused as refused:
        for name, words in refused.problems.items():
            form.add_error(name if name in form.fields else None, words)
        return _page(request, vividpage, form, status=422)
    except (VariantRefused, LimitReached) as limited:
        form.add_error(None, str(limited))
        return _page(request, vividpage, form, status=429 if isinstance(limited, LimitReached) else 422)
    words = look_words(variant, AS_THE_BOOK)
    messages.success(request, f"A new variant is being drawn: {words}. The text was not read again.")
    return redirect(reverse("book", args=[variant.pk]))


def _page(request: SignedIn, vividpage: VividPage, form: VariantForm, *, status: int) -> HttpResponse:
    others = variants_of(vividpage)
    look = form.look() if form.is_bound and form.is_valid() else AS_THE_BOOK
    there = same_look([vividpage, *others], look.whole(vividpage)) if form.is_bound else None
    context = {
        "vividpage": vividpage,
        "form": form,
        "variants": [(book, look_words(book, AS_THE_BOOK)) for book in (vividpage, *others)],
        "look": look_words(vividpage, look),
        "is_chosen": form.is_bound and form.is_valid(),
        "there": there,
        "price": price_of_variant(vividpage, look),
        "offer": offer_of(vividpage, look),
    }
    return render(request, "variants/variants.html", context, status=status)
