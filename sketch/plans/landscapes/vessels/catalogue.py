"""All vessels, by the names that plans have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.plans.landscapes.vessels.vessel import Build

from sketch.plans.landscapes.vessels.aloft import aeroplane, basket
from sketch.plans.landscapes.vessels.boats import raft, rowing_boat, sailing_boat
from sketch.plans.landscapes.vessels.deck import deck
from sketch.plans.landscapes.vessels.span import bridge
from sketch.plans.landscapes.vessels.wheeled import cart, motor_car, sledge

VESSELS: Mapping[str, Build] = {
    "rowing-boat": rowing_boat,
    "sailing-boat": sailing_boat,
    "raft": raft,
    "deck": deck,
    "cart": cart,
    "sledge": sledge,
    "motor-car": motor_car,
    "basket": basket,
    "aeroplane": aeroplane,
    "bridge": bridge,
}
