"""Where errors and traces of this installation go."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from telemetry import errors, tracing


def configure() -> None:
    """Send errors and traces where settings and environment say. Raises ImproperlyConfigured where that cannot be."""
    try:
        errors.configure(dsn=settings.SENTRY_DSN, release=settings.VERSION, environment=settings.ENVIRONMENT)
        tracing.configure(release=settings.VERSION, environment=settings.ENVIRONMENT)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from None
