"""All captions of a film in one file: a stream has them in segments, which players of an MP4 do not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cinema import webvtt
from cinema.contract import Cue

if TYPE_CHECKING:
    from films.models import Film


def captions_of(film: Film) -> str:
    """Write the captions of a film as WebVTT; "" if it has no files.

    Also "" while it is made again: its shots are then those of the film that is to come.
    """
    if not film.has_files or film.is_being_made:
        return ""
    return webvtt.captions(
        Cue(cue["start"] + starts, cue["end"] + starts, cue["text"], cue.get("speaker", ""))
        for starts, cues in film.shots.order_by("order").values_list("starts", "cues")
        for cue in cues
    )
