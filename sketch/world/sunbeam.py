"""The sun that falls into a room."""

from __future__ import annotations

from dataclasses import dataclass

from sketch.world.vectors import Vector


@dataclass(frozen=True, slots=True)
class Sunbeam:
    """The sun through a window: the corners of the window, and in the same order those of its light on the floor."""

    window: tuple[Vector, ...]
    floor: tuple[Vector, ...]

    def panes(self) -> list[tuple[Vector, ...]]:
        """Return the panes of its light on the floor, a little above it: the bars of the window lie between them."""
        a, b, c, d = self.floor

        def within(across: float, up: float) -> Vector:
            x, z = (
                (a[k] * (1 - across) + b[k] * across) * (1 - up) + (d[k] * (1 - across) + c[k] * across) * up
                for k in (0, 2)
            )
            return (x, 0.4, z)

        sides, rows = ((0.0, 0.46), (0.54, 1.0)), ((0.0, 0.3), (0.35, 0.64), (0.69, 1.0))
        return [
            (within(left, low), within(right, low), within(right, high), within(left, high))
            for left, right in sides
            for low, high in rows
        ]

    def meets(self, at: Vector, reach: float = 26.0) -> bool:
        """Say whether something stands in the light on the floor, or with a part of it within `reach`."""
        xs, zs = [x for x, _, _ in self.floor], [z for _, _, z in self.floor]
        return min(xs) - reach < at[0] < max(xs) + reach and min(zs) - reach < at[2] < max(zs) + reach
