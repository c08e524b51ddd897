"""Styles of a reader's own, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboards.styles.models import ReaderStyle

if TYPE_CHECKING:
    from accounts.models import User

NAVY, SAND = "#102a43", "#f2e8cf"


def make_style(owner: User, **fields: Any) -> ReaderStyle:
    """Make a style of navy ink on sand."""
    said: dict[str, Any] = {"name": "Night ferry", "based_on": "ink", "prompt": "navy ink on sand"}
    said["negative_prompt"] = "green"
    said["drawing"] = {"palette": [NAVY, SAND], "colours": {"ink": NAVY}, "settings": {"line": 4.0}}
    return ReaderStyle.objects.create(owner=owner, **{**said, **fields})
