"""The media that a style can be painted in. A style's file names one of them and sets its colours and its strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.crafted.cut_paper import CutPaper
from sketch.media.crafted.embroidery import Embroidery
from sketch.media.crafted.silhouette import Silhouette
from sketch.media.crafted.stained_glass import StainedGlass
from sketch.media.drawn.charcoal import Charcoal
from sketch.media.drawn.pen_and_wash import PenAndWash
from sketch.media.drawn.pencil import Pencil
from sketch.media.painted.dry_brush import DryBrush
from sketch.media.painted.gouache import Gouache
from sketch.media.painted.nocturne import Nocturne
from sketch.media.painted.watercolour import Watercolour
from sketch.media.printed.comic import Comic
from sketch.media.printed.deco import Deco
from sketch.media.printed.engraving import Engraving
from sketch.media.printed.linocut import Linocut
from sketch.media.printed.risograph import Risograph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.media.settings import MediumSettings

MEDIA: Mapping[str, type[MediumSettings]] = {
    "charcoal": Charcoal,
    "comic": Comic,
    "cut paper": CutPaper,
    "deco": Deco,
    "dry brush": DryBrush,
    "embroidery": Embroidery,
    "engraving": Engraving,
    "gouache": Gouache,
    "linocut": Linocut,
    "nocturne": Nocturne,
    "pen and wash": PenAndWash,
    "pencil": Pencil,
    "risograph": Risograph,
    "silhouette": Silhouette,
    "stained glass": StainedGlass,
    "watercolour": Watercolour,
}
"""By the name that a style's file has for it."""
