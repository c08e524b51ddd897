"""All kinds of books that are written here, in the order in which writers are shown them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from writing.kinds.biography.kind import KIND as BIOGRAPHY
from writing.kinds.childrens.kind import KIND as CHILDRENS
from writing.kinds.coloring.kind import KIND as COLORING

if TYPE_CHECKING:
    from writing.kinds.kind import BookKind

KINDS: tuple[BookKind[Any], ...] = (CHILDRENS, COLORING, BIOGRAPHY)


def kind_named(name: str) -> BookKind[Any]:
    """Return the kind of that name. Raises KeyError if there is none."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise KeyError(name)
