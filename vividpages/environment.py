"""What the environment says, read strictly: a switch that is neither on nor off is an error, and never silently off."""

from __future__ import annotations

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ON = frozenset({"true", "on", "yes", "y", "ok", "1"})
OFF = frozenset({"false", "off", "no", "n", "0", ""})


class Environment(environ.Env):  # type: ignore[misc]  # environ has no types
    """django-environ, but for switches."""

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        """Return whether a switch is on. Raises ImproperlyConfigured if it is neither on nor off."""
        said = str(self.str(var, default=default)).strip().lower()
        if said in ON:
            return True
        if said in OFF:
            return False
        raise ImproperlyConfigured(f"{var} is {said!r}: say true or false.")
