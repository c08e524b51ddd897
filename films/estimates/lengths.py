"""What a film will be before anything of it is made: how long, and how large, by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from films import timing
from films.options import WORDS_A_MINUTE
from films.rungs import rungs_named

if TYPE_CHECKING:
    from books.models import VividPage
    from films.options import FilmOptions

SPOKEN_A_MINUTE = 160
"""Words that voices speak in a minute, pauses between sentences included."""
MOMENT_WORDS = 24
"""Words of a picture's moment, usually."""
FILLED = 0.4
"""Part of a rung's peak that is used: 0.34 (720, 1080) to 0.5 (240) for a scene of ours under a slow zoom."""
SOUND_BITS = 96_000
"""A second of sound, silence included."""


@dataclass(frozen=True, slots=True)
class LengthEstimate:
    """About how many seconds a film plays, how many bytes its MP4 has, and how many are kept of it altogether."""

    seconds: float
    file_bytes: int
    kept_bytes: int

    @property
    def minutes(self) -> float:
        """The same in minutes."""
        return self.seconds / 60

    @property
    def hours(self) -> float:
        """The same in hours."""
        return self.seconds / 3600


def estimate_length(vividpage: VividPage, options: FilmOptions) -> LengthEstimate:
    """Say about what a film will be. One query."""
    chapters = list(
        vividpage.chapters.filter(kind="body")
        .order_by("number")
        .annotate(words=Sum("scenes__word_count", default=0), pictures=Count("scenes"))
        .values_list("words", "pictures")
    )
    chosen = [one for number, one in enumerate(chapters, 1) if not options.chapters or number in options.chapters]
    words, pictures = sum(words for words, _ in chosen), sum(pictures for _, pictures in chosen)
    if options.telling == "moments":
        words = min(words, pictures * MOMENT_WORDS)
    a_minute = SPOKEN_A_MINUTE if options.is_spoken else WORDS_A_MINUTE[options.pace]
    cards = timing.LEAST_COVER + timing.CREDITS + timing.LEAST_CARD * (1 + len(chosen))
    told = words * 60 / a_minute
    seconds = cards + told + max(pictures, told / timing.USUAL_SHOT) * (timing.LEAD + timing.TAIL)
    rungs = rungs_named(options.rungs)
    rates = [rung.peak * FILLED + SOUND_BITS for rung in rungs]
    file_bytes = seconds * rates[-1] / 8
    return LengthEstimate(seconds, round(file_bytes), round(file_bytes + 2 * seconds * sum(rates) / 8))
