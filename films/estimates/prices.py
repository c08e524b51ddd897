"""What the clips and the voice of a film are likely to cost, said before anything is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from films.models import Clip, Passage
from films.moving import Moving
from films.planning import Planner, spoken_texts
from films.script.lines import as_spoken
from films.script.reading import script_of
from films.speaking import speaking_entry
from providers.choosing.catalogue import usable_entry
from providers.interfaces.usage import Usage
from providers.money.estimates import Estimate, total
from providers.money.prices import cost_of

if TYPE_CHECKING:
    from books.models import VividPage
    from films.options import FilmOptions
    from films.script.tree import Script

REFUSED = "What the service refuses costs nothing, and is filmed by the built-in painters."
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class FilmPrice:
    """What a film is likely to cost: its clips, of which `pictures` says how many, and its voice."""

    clips: Estimate
    voice: Estimate

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return self.clips.is_free and self.voice.is_free

    @property
    def range(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest sum in USD; None if a price is not known."""
        return total((self.clips, self.voice))


def estimate_price(vividpage: VividPage, options: FilmOptions) -> FilmPrice:
    """Say what a film is likely to cost, beyond what is paid for already. Raises UnknownModel and ModelRetired."""
    if not options.video and (not options.is_spoken or speaking_entry(options).is_free):
        return FilmPrice(Estimate(NOTHING, NOTHING), Estimate(NOTHING, NOTHING))
    script = script_of(vividpage, options)
    return FilmPrice(_clips(vividpage, script, options), _voice(vividpage, script, options))


def _clips(vividpage: VividPage, script: Script, options: FilmOptions) -> Estimate:
    """Say between what and what the clips cost that are not there yet.

    How long spoken shots are is not known before they are spoken: then each clip costs between the shortest and the
    longest that the model makes.
    """
    if not options.video:
        return Estimate(NOTHING, NOTHING, note="The built-in painters cost nothing.")
    entry = usable_entry(options.video, "video")
    moving = Moving(entry.name, entry.clip_seconds, options.shape)
    shots = Planner(script, options, moving=moving).shots()
    wanted = {shot.clip.key: shot.clip.seconds for shot in shots if shot.clip is not None}
    if not options.is_spoken:
        mine = Clip.objects.filter(film__vividpage__owner=vividpage.owner_id, key__in=wanted).exclude(file="")
        for key in mine.values_list("key", flat=True):
            wanted.pop(key, None)
    seconds = list(wanted.values())
    shortest, longest = min(entry.clip_seconds), max(entry.clip_seconds)
    low = cost_of(entry, Usage(seconds=len(seconds) * shortest if options.is_spoken else sum(seconds)))
    high = cost_of(entry, Usage(seconds=len(seconds) * longest if options.is_spoken else sum(seconds)))
    note = REFUSED if high is not None else f"The price of {entry.title} is not known."
    return Estimate(low, high, pictures=len(seconds), note=note)


def _voice(vividpage: VividPage, script: Script, options: FilmOptions) -> Estimate:
    """Say between what and what the passages cost that nobody has spoken yet.

    What is said twice is paid for once if one voice says it; who has which voice is not known before.
    """
    if not options.is_spoken:
        return Estimate(NOTHING, NOTHING)
    entry = speaking_entry(options)
    spoken = Passage.objects.filter(film__vividpage=vividpage, film__options__narration=options.narration)
    there = set(spoken.exclude(file="").values_list("text", flat=True))
    texts = [text for line, _ in spoken_texts(script) if (text := as_spoken(line.text)) not in there]
    low = cost_of(entry, Usage(characters=sum(map(len, set(texts)))))
    high = cost_of(entry, Usage(characters=sum(map(len, texts))))
    note = "" if high is not None else f"The price of {entry.title} is not known: say it under “Price of the voice”."
    return Estimate(low, high, note=note)
