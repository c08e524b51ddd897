"""Plans without a picture, for tests of what stands on them."""

from __future__ import annotations

from sketch.plans.plan import Area, Piece, Plan, Spot
from sketch.scene import DepictedPerson, DepictedScene

WIDE, DEEP, TALL = 150.0, 300.0, 150.0


def _nothing(view: object) -> None:
    """Paint nothing."""


ROOM = Plan(
    kind="parlour",
    floor=Area(-WIDE + 14, WIDE - 14, 14, DEEP - 14),
    camera_area=Area(-WIDE + 8, WIDE - 8, 8, DEEP - 8),
    spots=(
        Spot((0, 0, DEEP - 30), 90, "window"),
        Spot((-WIDE + 30, 0, 145), 0, "door"),
        Spot((90, 0, 240), 225, "fire"),
    ),
    pieces=(Piece((110, 0, 60), 24, _nothing), Piece((-100, 0, 250), 22, _nothing)),
    backdrop=_nothing,
    foreground=_nothing,
    roofed=True,
    tall=TALL,
)
MOOR = Plan(
    kind="moor",
    floor=Area(-400, 400, -300, 500),
    camera_area=Area(-800, 800, -700, 900),
    spots=(),
    pieces=(),
    backdrop=_nothing,
    foreground=_nothing,
)
CAST = (
    DepictedPerson("ada", "Ada", gender="female", age="young"),
    DepictedPerson("bob", "Bob", gender="male", age="old", build="stout"),
    DepictedPerson("cal", "Cal", gender="male", age="adult", height="tall"),
    DepictedPerson("dot", "Dot", gender="female", age="child"),
    DepictedPerson("eve", "Eve", gender="female", age="adult"),
    DepictedPerson("fox", "Fox", species="fox"),
)


def people(count: int, first: int = 0) -> tuple[DepictedPerson, ...]:
    """Return some people: one who acts, one to whom it is done, and others."""
    from dataclasses import replace

    some = [CAST[(first + n) % len(CAST)] for n in range(count)]
    parts = ("actor", "object", *("present" for _ in some))
    return tuple(replace(person, part=part) for person, part in zip(some, parts, strict=False))


def moment(relation: str = "beside", count: int = 2, **facts: object) -> DepictedScene:
    """Return a scene of so many people."""
    return DepictedScene("parlour", "k", True, people=people(count), relation=relation, **facts)  # type: ignore[arg-type]
