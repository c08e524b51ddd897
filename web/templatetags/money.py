"""How pages write amounts of money and numbers that are only about right."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

from providers.money.amounts import usd

register = template.Library()


register.filter(usd)


@register.filter
def usd_exact(amount: Decimal) -> str:
    """Show all six places that the ledger keeps."""
    return f"${amount:,.6f}" if amount else "$0.00"


@register.filter
def about(number: int) -> str:
    """Round to two figures: 31,000 for 30910."""
    figures = len(str(abs(number))) - 2
    return intcomma(round(number, -figures) if figures > 0 else number)


@register.filter
def plain(amount: object) -> str:
    """Write an amount as a form's field holds it: 2.00 for 2.0000, "" for nothing, and what is none as it was typed."""
    if not isinstance(amount, Decimal):
        return "" if amount is None else str(amount)
    short = f"{amount.normalize():f}"
    return f"{amount:.2f}" if len(short.partition(".")[2]) < 2 else short
