"""What people and places are called: names as they are kept, and what a new one must not collide with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from accounts.models import User
    from characters.models import Character, Edit, Setting

LONGEST = 200
MOST_ALIASES = 60


def clean_name(model: type[Character | Setting], vividpage_id: UUID, name: str, *, but: Iterable[UUID] = ()) -> str:
    """Clean a name as it is kept.

    Raises EditRefused if it is none, or belongs to another one than `but` in the book.
    """
    cleaned = " ".join(name.split())
    if not cleaned:
        raise EditRefused("A name needs at least one letter.")
    if len(cleaned) > LONGEST:
        raise EditRefused(f"A name can have {LONGEST} characters at most.")
    taken = model._default_manager.filter(vividpage=vividpage_id, name__iexact=cleaned).exclude(pk__in=list(but))
    if taken.exists():
        raise EditRefused(f"“{cleaned}” is in the book already. If the two are the same, merge them.")
    return cleaned


def clean_aliases(aliases: Iterable[str], *, name: str) -> list[str]:
    """Clean other names as they are kept: each once, without the name itself. Raises EditRefused if one is too long."""
    cleaned = dict.fromkeys(" ".join(alias.split()) for alias in aliases)
    others = [alias for alias in cleaned if alias and alias != name]
    if any(len(alias) > LONGEST for alias in others):
        raise EditRefused(f"A name can have {LONGEST} characters at most.")
    if len(others) > MOST_ALIASES:
        raise EditRefused(f"There can be {MOST_ALIASES} other names at most.")
    return others


def rename(*, row: Character | Setting, name: str, by: User | None) -> Edit | None:
    """Call somebody or a place by another name; the one before becomes one of the other names.

    Raises EditRefused for an empty name or one that another in the book has.
    """
    with recorded(vividpage_id=row.vividpage_id, by=by, kind="rename") as journal:
        now = fresh(row)
        name = clean_name(type(now), now.vividpage_id, name, but=[now.pk])
        if name != now.name:
            journal.summary = f"{now.name} is called {name}"
            journal.change(now, name=name, aliases=clean_aliases([*now.aliases, now.name], name=name))
            journal.lock(now, "name")
    return journal.edit
