"""The media that a style can be painted in. A style's file names one of them and sets its colours and its strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.gouache import Gouache
from sketch.media.linocut import Linocut
from sketch.media.nocturne import Nocturne
from sketch.media.pen_and_wash import PenAndWash
from sketch.media.watercolour import Watercolour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.media.settings import MediumSettings

MEDIA: Mapping[str, type[MediumSettings]] = {
    "gouache": Gouache,
    "linocut": Linocut,
    "nocturne": Nocturne,
    "pen and wash": PenAndWash,
    "watercolour": Watercolour,
}
"""By the name that a style's file has for it."""
