"""What a film will be before anything of it is made: how long, and how large, by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Sum, Value
from django.db.models.functions import Least

from films import timing
from films.options import WORDS_A_MINUTE
from films.rungs import rungs_named
from storyboards.pictures.moments import LONGEST_QUOTATION

if TYPE_CHECKING:
    from books.models import VividPage
    from films.options import FilmOptions

SPOKEN_A_MINUTE = 170
"""Words that voices speak in a minute, pauses between sentences included."""
MOMENT_WORDS = 20
"""Words of a picture's moment, where none are known."""
USUAL_CREDITS = 5
"""Lines of the last card."""
_MOMENT = F("scenes__analysis__moment_end") - F("scenes__analysis__moment_start")
WORD = 5.6
"""Characters of a word with the space after it, on average."""
FILLED = 0.4
"""Part of a rung's peak that is used: 0.34 (720, 1080) to 0.5 (240) for a scene of ours under a slow zoom."""
SOUND_BITS, SILENT_BITS = 96_000, 5_000
"""A second of sound, pauses included; and one of a film in which nobody speaks."""


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
        .annotate(
            words=Sum("scenes__word_count", default=0),
            pictures=Count("scenes"),
            moments=Count("scenes__analysis__moment_end"),
            letters=Sum(Least(_MOMENT, Value(LONGEST_QUOTATION)), default=0),
        )
        .values_list("words", "pictures", "moments", "letters")
    )
    chosen = [one for number, one in enumerate(chapters, 1) if not options.chapters or number in options.chapters]
    words, pictures, moments, letters = (sum(column) for column in zip((0, 0, 0, 0), *chosen, strict=True))
    if options.telling == "moments":
        words = min(words, letters / WORD + (pictures - moments) * MOMENT_WORDS)
    a_minute = SPOKEN_A_MINUTE if options.is_spoken else WORDS_A_MINUTE[options.pace]
    titles = 1 + (len(chosen) if len(chapters) > 1 else 0)
    cards = bool(vividpage.cover) * timing.LEAST_COVER + timing.LEAST_CARD * titles
    cards += timing.CREDITS + timing.CREDITS_LINE * USUAL_CREDITS
    told = words * 60 / a_minute
    seconds = cards + told + max(pictures, told / timing.USUAL_SHOT) * (timing.LEAD + timing.TAIL)
    rungs = rungs_named(options.rungs)
    sound = SOUND_BITS if options.is_spoken else SILENT_BITS
    rates = [rung.peak * FILLED + sound for rung in rungs]
    file_bytes = seconds * rates[-1] / 8
    return LengthEstimate(seconds, round(file_bytes), round(file_bytes + 2 * seconds * sum(rates) / 8))
