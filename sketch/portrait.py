"""Portraits: head and shoulders before a plain ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.creatures.plan import filling
from sketch.figures.figure import Stand, draw_figure
from sketch.figures.plan import plan_for
from sketch.paint.colours import darker, lighter, mix, tuned

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.sheet import Sheet
    from sketch.scene import DepictedPerson


def draw_bust(canvas: Sheet, light: Light, person: DepictedPerson) -> None:
    """Draw `person` large, before a ground that sets their clothes off."""
    plan = plan_for(person)
    worn = plan.outfit.dress or plan.outfit.over or plan.outfit.top
    ground = tuned(mix(light.sky[1], (222, 206, 176), 0.55), saturation=0.8)
    if worn is not None:
        ground = mix(ground, tuned(worn.colour, hue=0.45, saturation=0.5, value=1.1), 0.2)
    canvas.wash((darker(ground, 0.12), ground, darker(ground, 0.2)), 0, 1010)
    middle = canvas.width / 2
    canvas.mist(middle, 420, 520, 520, lighter(ground, 0.45), 0.8)
    if plan.creature is not None and not plan.creature.upright:
        draw_figure(canvas, light, plan, Stand(middle, 880, filling(plan.creature, canvas.width * 0.84, 700), 1))
        return
    grown = 2500 / plan.tall * (0.92 if plan.years == "child" else 1.0)
    crown_to_middle = 0.5 * grown / plan.heads * plan.tall
    y = 430 - crown_to_middle * 0.15 + grown * plan.tall * (1 - 0.5 / plan.heads)
    draw_figure(canvas, light, plan, Stand(middle - 24, y, grown, 1, mood="calm"))
