"""What a book costs, and a month: estimate and truth, budget and models, ledger, cap.

Another reader's book is not found.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from books import services
from providers.money import answers, queries
from providers.money.budgets import cap_of, set_cap
from storyboards.making import costs
from web.money.chart import chart_of
from web.money.forms import BudgetForm, CapForm, TermsForm
from web.requests import SignedIn, read_or_send, vividpage_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from books.models import VividPage
    from providers.models import PaidCall

CALLS_PER_PAGE = 100
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets."""
COLUMNS = (
    "time",
    "purpose",
    "label",
    "model",
    "state",
    "input_tokens",
    "cached_tokens",
    "output_tokens",
    "pictures",
    "cost_usd",
)


@login_required
@read_or_send
def book_costs(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show what a book is estimated to cost and has cost, with its models and budget to change."""
    vividpage = vividpage_of(request, vividpage_id)
    form = TermsForm(request.POST if request.method == "POST" else None, vividpage=vividpage)
    context = {"form": form, "vividpage": vividpage}
    is_estimate = "estimate" in request.POST
    if form.is_bound and form.is_valid() and not is_estimate and form.save():
        try:
            return _saved(request, vividpage)
        except LimitReached as error:
            form.add_error(None, str(error))
            return render(request, "money/costs.html", context, status=429)
    if is_estimate and request.htmx:
        return render(request, "money/_terms.html", context)
    return render(request, "money/costs.html", context, status=422 if form.errors and not is_estimate else 200)


def _saved(request: SignedIn, vividpage: VividPage) -> HttpResponse:
    """Answer that the choices are saved, and continue the making if that was asked for. Raises LimitReached."""
    if "go_on" in request.POST:
        services.start(vividpage=vividpage, by=request.user)
        return redirect("book", vividpage.pk)
    messages.success(request, "Saved. This applies to all that is still to be made.")
    return redirect("book_costs", vividpage.pk)


@login_required
@require_POST
def budget(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Change the budget, and continue the making."""
    vividpage = vividpage_of(request, vividpage_id)
    form = BudgetForm(request.POST, vividpage=vividpage)
    if not (form.is_valid() and form.save()):
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    elif vividpage.is_started:
        services.start(vividpage=vividpage, by=request.user)
    return redirect("book", vividpage.pk)


@login_required
@require_safe
def ledger(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """List every call that was made for a book, newest first."""
    vividpage = vividpage_of(request, vividpage_id)
    page = Paginator(queries.calls_of(vividpage.pk), CALLS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "money/ledger.html", {"vividpage": vividpage, "page": page, "costs": costs.costs_of(vividpage)}
    )


@login_required
@require_safe
def ledger_csv(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Export the ledger for spreadsheets: no key, and no text of the book beyond the titles of calls."""
    vividpage = vividpage_of(request, vividpage_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = slugify(vividpage.title)[:80] or "book"
    response["Content-Disposition"] = f'attachment; filename="{name}-ledger.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_row(call) for call in queries.calls_of(vividpage.pk).iterator(chunk_size=500))
    return response


def _row(call: PaidCall) -> list[str]:
    used = call.used
    cells: Iterator[object] = iter(
        (
            call.created.isoformat(timespec="seconds"),
            call.purpose,
            call.label,
            call.model,
            call.state,
            used.all_input_tokens,
            used.cache_read_tokens,
            used.output_tokens + used.image_output_tokens,
            used.pictures,
            call.cost if call.is_priced else "",
        )
    )
    return [defused(str(cell)) for cell in cells]


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@login_required
@read_or_send
def spending_page(request: SignedIn) -> HttpResponse:
    """Show what a month has cost, by book, day and model, and the cap on it."""
    month = queries.month_of(request.user, _month_asked(request))
    form = CapForm(request.POST if request.method == "POST" else None, initial={"monthly": cap_of(request.user)})
    if form.is_bound and form.is_valid():
        set_cap(user=request.user, monthly=form.cleaned_data["monthly"])
        messages.success(
            request, "Saved. Books that had reached the cap are still paused: press “Go on” on their pages."
        )
        return redirect("spending")
    context: dict[str, Any] = {
        "month": month,
        "is_current": month.first_day == _this_month(),
        "months": queries.months_with_calls(request.user),
        "chart": chart_of(month.first_day, month.days),
        "form": form,
        "kept": answers.kept_of_deleted(request.user),
    }
    return render(request, "money/spending.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def forget_answers(request: SignedIn) -> HttpResponse:
    """Delete the stored answers of books that are deleted."""
    answers.forget_of_deleted(request.user)
    messages.success(request, "Deleted. What they have cost stays in the list of spending.")
    return redirect("spending")


def _this_month() -> date:
    return timezone.now().date().replace(day=1)


def _month_asked(request: SignedIn) -> date:
    """Read the month in the address as 2026-11; this month if there is none or it is no month."""
    try:
        first: date = forms.DateField(input_formats=["%Y-%m"]).clean(request.GET.get("month", ""))
    except forms.ValidationError:
        return _this_month()
    return first
