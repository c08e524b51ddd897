"""Real drawings for every output."""

from __future__ import annotations

import pytest

from sketch.artist import Recorded, record_scene
from sketch.scene import DepictedPerson, DepictedScene, Garment

ADA = DepictedPerson(
    key="ada", name="Ada", gender="female", age="adult", hair="long red hair", clothes=(Garment("dress", "green"),)
)
BOB = DepictedPerson(key="bob", name="Bob", gender="male", age="old", clothes=(Garment("coat", "blue"),))
FOREST = DepictedScene(place="forest", place_key="wood", time_of_day="day", weather="rain", people=(ADA, BOB))
PARLOUR = DepictedScene(
    place="room", place_key="parlour", indoors=True, time_of_day="evening", people=(ADA, BOB), props=("lantern",)
)


@pytest.fixture(scope="session")
def forest() -> Recorded:
    return record_scene(FOREST, size=(540, 540), seed=4)


@pytest.fixture(scope="session")
def parlour() -> Recorded:
    return record_scene(PARLOUR, size=(540, 540), seed=4)
