"""What the API has done by itself."""

from __future__ import annotations

from api.core import idempotency


def forget_answers() -> None:
    """Delete answers that were kept for requests with an Idempotency-Key for long enough."""
    idempotency.forget_old()
