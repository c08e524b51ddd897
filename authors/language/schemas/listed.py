"""The base of all answers."""

from __future__ import annotations

from typing import ClassVar

from analysts.language.schemas import Answer


class Listed(Answer):
    """An answer whose last field is a list, named by `items`: where it is cut, what stands of the list is whole."""

    items: ClassVar[str]
