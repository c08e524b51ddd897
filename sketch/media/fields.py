"""The types of what a style's file may say."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from sketch.paint.colours import RGB

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def _rgb(value: object) -> RGB:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError("a colour is written as #rrggbb")
    return (int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16))


Colour = Annotated[RGB, BeforeValidator(_rgb)]
Part = Annotated[float, Field(ge=0, le=1)]
Strength = Annotated[float, Field(ge=0)]
