"""Plans without an author: as many empty parts as a book has, which its writer fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authors.contract import Outline, Part, PlannedPerson

if TYPE_CHECKING:
    from authors.contract import Brief

CHAPTERS = 12
"""Of a book that is not made of spreads."""


def blank_outline(brief: Brief) -> Outline:
    """Return a plan of empty parts: the spreads that a brief has, or chapters; its heroes are in it."""
    asked: dict[str, Any] = {name: getattr(brief, name, None) for name in ("spreads", "heroes")}
    spreads = asked["spreads"]
    count, kind = (spreads, "spread") if isinstance(spreads, int) and spreads else (CHAPTERS, "chapter")
    return Outline(
        title=brief.title,
        understood="You write this book yourself.",
        people=tuple(_person(hero) for hero in asked["heroes"] or () if getattr(hero, "name", "")),
        parts=tuple(
            Part(key=f"{kind}-{number}", title=f"{kind.capitalize()} {number}", kind="spread" if spreads else "chapter")
            for number in range(1, count + 1)
        ),
    )


def _person(hero: Any) -> PlannedPerson:
    gender = {"she": "female", "he": "male"}.get(getattr(hero, "pronoun", ""), "unknown")
    looks = getattr(hero, "looks", "")
    return PlannedPerson(
        name=hero.name,
        gender=gender,  # type: ignore[arg-type]  # one of the contract's
        species=(getattr(hero, "species", "") or "human").lower(),
        looks=(("marks", looks),) if looks else (),
        role="protagonist",
        key=getattr(hero, "key", ""),
    )
