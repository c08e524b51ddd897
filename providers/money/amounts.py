"""How amounts of money are written, on pages and in sentences alike."""

from __future__ import annotations

from decimal import Decimal

DIME = Decimal("0.1")
LEAST = Decimal("0.001")


def usd(amount: Decimal) -> str:
    """Return $12.34; of less than a dime, a place more; “under $0.001” for what is less."""
    if not amount:
        return "$0.00"
    if amount < LEAST:
        return "under $0.001"
    return f"${amount:,.3f}" if amount < DIME else f"${amount:,.2f}"
