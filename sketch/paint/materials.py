"""Materials: one colour for each, chosen to go together in any light."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sketch.paint.colours import RGB

GRASS: RGB = (138, 164, 92)
MEADOW: RGB = (172, 180, 98)
LEAF: RGB = (96, 134, 82)
LEAF_WARM: RGB = (176, 148, 74)
PINE: RGB = (58, 98, 88)
BARK: RGB = (112, 84, 68)
EARTH: RGB = (168, 134, 98)
PATH: RGB = (216, 190, 146)
SAND: RGB = (238, 210, 158)
DUNE: RGB = (230, 180, 118)
ROCK: RGB = (142, 140, 148)
STONE: RGB = (184, 176, 166)
SNOW: RGB = (240, 244, 248)
SEA: RGB = (70, 134, 150)
RIVER: RGB = (110, 168, 178)
FOAM: RGB = (240, 246, 240)
PLASTER: RGB = (234, 216, 184)
TIMBER: RGB = (110, 78, 58)
PLANK: RGB = (172, 126, 86)
THATCH: RGB = (196, 158, 96)
TILE: RGB = (178, 96, 70)
SLATE: RGB = (96, 106, 122)
BRICK: RGB = (172, 104, 82)
COBBLE: RGB = (164, 156, 150)
CLOTH_RED: RGB = (170, 66, 58)
WALL_GREEN: RGB = (138, 156, 132)
WALL_BLUE: RGB = (132, 152, 166)
WALL_ROSE: RGB = (202, 158, 142)
IRON: RGB = (66, 68, 78)
FLAME: RGB = (255, 186, 84)
LAMP: RGB = (255, 214, 128)
STEEL: RGB = (176, 184, 194)
GOLD: RGB = (214, 168, 72)
CREAM: RGB = (240, 230, 206)
