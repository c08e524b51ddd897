"""The media that a style can be painted in. A style's file names one of them and sets its colours and its strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.charcoal import Charcoal
from sketch.media.comic import Comic
from sketch.media.cut_paper import CutPaper
from sketch.media.deco import Deco
from sketch.media.dry_brush import DryBrush
from sketch.media.embroidery import Embroidery
from sketch.media.engraving import Engraving
from sketch.media.gouache import Gouache
from sketch.media.linocut import Linocut
from sketch.media.nocturne import Nocturne
from sketch.media.pen_and_wash import PenAndWash
from sketch.media.pencil import Pencil
from sketch.media.risograph import Risograph
from sketch.media.silhouette import Silhouette
from sketch.media.stained_glass import StainedGlass
from sketch.media.watercolour import Watercolour

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
