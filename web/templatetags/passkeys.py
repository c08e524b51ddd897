"""What a browser needs to know to make or use a passkey, as an attribute of a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

from django import template

register = template.Library()


@register.filter
def passkey_options(js_data: Mapping[str, Any]) -> str:
    """Return the options of a WebAuthn ceremony as JSON: bytes are in it as base64url."""
    return json.dumps(next(iter(js_data.values())), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value)} is not of an option")
