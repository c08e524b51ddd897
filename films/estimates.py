"""What the clips of a film are likely to cost, said before anything is asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from films.models import Clip
from films.moving import Moving
from films.planning import Planner
from films.script.reading import script_of
from providers.choosing.catalogue import usable_entry
from providers.interfaces.usage import Usage
from providers.money.estimates import Estimate
from providers.money.prices import cost_of

if TYPE_CHECKING:
    from books.models import VividPage
    from films.options import FilmOptions

REFUSED = "What the service refuses costs nothing, and is filmed by the built-in painters."


def estimate_clips(vividpage: VividPage, options: FilmOptions) -> Estimate:
    """Say between what and what the clips of a film cost that are not there yet, in USD; `pictures` counts them.

    How long spoken shots are is not known before they are spoken: then each clip costs between the shortest and the
    longest that the model makes. Raises UnknownModel and ModelRetired.
    """
    if not options.video:
        return Estimate(Decimal(0), Decimal(0), note="The built-in painters cost nothing.")
    entry = usable_entry(options.video, "video")
    moving = Moving(entry.name, entry.clip_seconds, options.shape)
    shots = Planner(script_of(vividpage, options), options, moving=moving).shots()
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
