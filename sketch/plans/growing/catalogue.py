"""All that grows, and stones, by the names that plans have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.plans.growing import of_tales, trees, undergrowth
from sketch.plans.growing.growth import Growth

if TYPE_CHECKING:
    from collections.abc import Mapping

GROWTHS: Mapping[str, Growth] = {
    "oak": Growth(300, 460, 0.46, trees.oak),
    "birch": Growth(280, 400, 0.25, trees.birch),
    "pine": Growth(300, 560, 0.26, trees.pine),
    "poplar": Growth(380, 560, 0.14, trees.poplar),
    "willow": Growth(280, 360, 0.44, trees.willow),
    "apple": Growth(170, 220, 0.46, trees.oak),
    "palm": Growth(280, 420, 0.4, trees.palm),
    "bare": Growth(240, 400, 0.42, trees.bare),
    "jungle": Growth(520, 760, 0.46, trees.jungle),
    "fern": Growth(55, 110, 1.0, undergrowth.fern),
    "bush": Growth(46, 90, 0.85, undergrowth.bush),
    "hedge": Growth(60, 72, 1.2, undergrowth.hedge),
    "rock": Growth(30, 90, 0.85, undergrowth.rock),
    "boulder": Growth(110, 190, 0.85, undergrowth.rock),
    "reeds": Growth(60, 110, 0.6, undergrowth.reeds),
    "cactus": Growth(90, 160, 0.3, undergrowth.cactus),
    "iceblock": Growth(60, 260, 0.9, undergrowth.ice),
    "coral": Growth(50, 120, 0.6, undergrowth.coral),
    "weed": Growth(120, 300, 0.35, undergrowth.weed),
    "wheat": Growth(34, 44, 1.0, undergrowth.wheat),
    "heather": Growth(18, 34, 1.0, undergrowth.heather),
    "flowerbed": Growth(22, 36, 1.0, undergrowth.flowers),
    "stalagmite": Growth(60, 200, 0.3, undergrowth.stalagmite),
    "gnarled": Growth(320, 440, 0.46, of_tales.gnarled),
    "toadstool": Growth(20, 52, 0.5, of_tales.toadstool),
    "brambles": Growth(50, 96, 0.9, of_tales.brambles),
    "sagebrush": Growth(36, 66, 0.9, of_tales.sagebrush),
    "rose-bush": Growth(56, 92, 0.85, of_tales.rose_bush),
    "stump": Growth(30, 60, 0.5, undergrowth.stump),
}
TREES = frozenset({"oak", "birch", "pine", "poplar", "willow", "apple", "palm", "bare", "jungle", "gnarled"})
"""Those that stand on a trunk: one can walk under them."""
