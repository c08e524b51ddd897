"""The built-in analyst, which reads by rules. It is the library `analysts`, picked on the floor of characters."""

from __future__ import annotations

from providers.interfaces.service import Service

SERVICE = Service(name="rules", title="Built in", kinds=("text",), is_free=True)
