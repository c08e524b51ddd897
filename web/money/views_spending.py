"""The pages of models and of spending."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from providers import offers, queries, spending
from providers.catalogue import Kind
from providers.forms import CapForm
from providers.views import SignedIn, read_or_send

TITLES: dict[Kind, str] = {"text": "Who can read a book", "image": "Who can draw it"}


@login_required
@require_safe
def models_page(request: SignedIn) -> HttpResponse:
    """What each model can do and costs, which key it needs, and what follows those that are shut down."""
    offered = offers.offered_to(request.user)
    kinds = [
        {
            "kind": kind,
            "title": title,
            "services": offers.grouped(offered.of_kind(kind)),
            "retired": offers.retired(kind),
        }
        for kind, title in TITLES.items()
    ]
    return render(request, "providers/models.html", {"kinds": kinds})


@login_required
@read_or_send
def spending_page(request: SignedIn) -> HttpResponse:
    """What a month has cost, by book, day and model, and the cap on it."""
    month = queries.month_of(request.user, _month_asked(request))
    form = CapForm(request.POST if request.method == "POST" else None, initial={"monthly": month.cap})
    if form.is_bound and form.is_valid():
        spending.set_cap(user=request.user, monthly=form.cleaned_data["monthly"])
        messages.success(request, "Kept. Books that had reached the cap wait for “Go on” on their pages.")
        return redirect("spending")
    context: dict[str, Any] = {
        "month": month,
        "is_current": month.first_day == _this_month(),
        "months": queries.months_with_calls(request.user),
        "chart": spending.chart_of(month.first_day, month.days),
        "form": form,
    }
    return render(request, "providers/spending.html", context, status=422 if form.errors else 200)


def _this_month() -> date:
    return timezone.now().date().replace(day=1)


def _month_asked(request: SignedIn) -> date:
    """The month in the address as 2026-11; this month if there is none or it is no month."""
    try:
        first: date = forms.DateField(input_formats=["%Y-%m"]).clean(request.GET.get("month", ""))
    except forms.ValidationError:
        return _this_month()
    return first
