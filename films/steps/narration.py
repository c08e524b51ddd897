"""The stage that has a film spoken: one unit for each passage that nobody has spoken yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from books.calls import caller_of, concurrency_of
from books.services import new_files
from characters.models import Character
from cinema.sound.samples import RATE
from files import store
from files.workshop import Workshop
from films.casting import NARRATOR, CastSpeaker, cast
from films.digesting import digest
from films.making import FILM, NARRATION
from films.models import Film, Passage
from films.planning import spoken_texts
from films.script.lines import as_spoken
from films.script.reading import script_of
from films.services.keeping import drop_unfinished, keep_passage
from films.services.laying import lay_passages
from films.services.reusing import take_spoken
from films.services.telling import tell_reader
from films.sounding import levelled, seconds_of
from films.sources import sources_of
from films.speaking import speaking_entry
from films.steps.subjects import GONE, film_of, options_of
from jobs.pipelines import ConcurrencyLimit, PlannedUnit, Stage, UnitRejected, in_process
from providers.choosing.factory import Caller, speaker
from providers.errors import BadAnswer
from providers.interfaces.speech import Speaker, SpeechRequest
from providers.money.ledger import Account
from sandbox.sound import SoundRefused, decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from films.options import FilmOptions
    from jobs.models import Job, Unit

PASSAGE = "passage"
FORMAT = 1
"""Of how passages are made to sound. Raise it when that changes: all are then spoken again."""


@dataclass(frozen=True, slots=True)
class PassageToSpeak:
    """All that speaking takes; `speaker` None: somebody has spoken it already."""

    passage: UUID
    owner: UUID
    request: SpeechRequest
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """Sound in a file of a folder that goes with it."""

    passage: UUID
    owner: UUID
    seconds: float
    workshop: Workshop


class MakeSpeech:
    """Have one passage spoken."""

    kind = PASSAGE

    def prepare(self, unit: Unit) -> PassageToSpeak:
        """Read what is said, and with which voice."""
        film = film_of(unit.job.subject)
        passage = Passage.objects.filter(pk=unit.required_target, film=film).first()
        if passage is None:
            raise UnitRejected(GONE)
        owner, options = film.vividpage.owner_id, options_of(film)
        request = SpeechRequest(passage.text, passage.voice, film.vividpage.language)
        if take_spoken(passage, owner=owner):
            return PassageToSpeak(passage.pk, owner, request, None)
        caller = caller_of(unit, film.vividpage, preferred_key=None)
        return PassageToSpeak(passage.pk, owner, request, speaker(speaking_entry(options), caller))

    def call(self, inputs: PassageToSpeak) -> SpokenPassage | None:
        """Speak it; None if there is sound already."""
        if inputs.speaker is None:
            return None
        speech = inputs.speaker.speak(inputs.request)
        try:
            wav = levelled(decoded(speech.data, rate=RATE))
        except SoundRefused as error:
            raise BadAnswer(f"What came for a passage is no sound that can be played. {error}") from None
        workshop = Workshop(FILM, inputs.passage)
        (workshop.folder / "passage.wav").write_bytes(wav)
        return SpokenPassage(inputs.passage, inputs.owner, seconds_of(wav), workshop)

    def record(self, _unit: Unit, result: SpokenPassage | None) -> None:
        """Keep its sound."""
        if result is None:
            return
        with new_files.dropped_on_error():
            wav = result.workshop.folder / "passage.wav"
            keep_passage(result.passage, wav, seconds=result.seconds, owner=result.owner)
        tell_reader(result.owner, at_once=False)


def inquire(job: Job) -> None:
    """Ask which voices there are, and give everybody who speaks one. Raises a ProviderError."""
    film = film_of(job.subject)
    options = options_of(film)
    if not options.is_spoken:
        return
    book = film.vividpage
    account = Account(user_id=book.owner_id, subject=book.pk, budget_id=book.budget_id, title=book.title)
    voices = speaker(speaking_entry(options), Caller(book.owner, account)).voices()
    casting = cast(_speakers(film), voices, narrator=options.voice, known=film.casting)
    Film.objects.filter(pk=film.pk).update(casting=casting)


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each passage without sound; none if nobody is to speak. Raises SubjectGone."""
    film = film_of(job.subject)
    options = options_of(film)
    drop_unfinished(film)
    now = sources_of(film.vividpage)
    Film.objects.filter(pk=film.pk).update(making_digests=[now.text, now.pictures, now.voices], done=0, total=0)
    wanted = _passages(film, options) if options.is_spoken else []
    store.release_on_commit(lay_passages(film, wanted))
    silent = list(film.passages.filter(file="").order_by("order"))
    job.units.exclude(target__in=[passage.pk for passage in silent]).delete()
    return [
        PlannedUnit(PASSAGE, f"Passage {passage.order + 1} of {len(wanted)}", target=passage.pk) for passage in silent
    ]


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the limit of calls of the service that speaks. Raises KeyMissing and SubjectGone."""
    film = film_of(job.subject)
    options = options_of(film)
    if not options.is_spoken:
        return in_process(job)
    return concurrency_of(film.vividpage, speaking_entry(options), preferred_key=None)


def _passages(film: Film, options: FilmOptions) -> list[Passage]:
    """Return a passage for whatever a film says aloud, in order."""
    script = script_of(film.vividpage, options)
    narrator = film.casting[NARRATOR]
    passages = []
    for order, (line, _) in enumerate(spoken_texts(script)):
        voice = film.casting.get(str(line.speaker), narrator) if line.speaker else narrator
        text = as_spoken(line.text)
        key = digest(FORMAT, options.narration, voice, script.language, text)
        passages.append(Passage(film=film, order=order, key=key, text=text, voice=voice))
    return passages


def _speakers(film: Film) -> list[CastSpeaker]:
    """Return everybody who speaks in a book, in the order in which they first do."""
    rows = Character.objects.filter(vividpage=film.vividpage, quotes__isnull=False).distinct()
    people = rows.order_by("first_scene__number", "name", "pk").only("pk", "name", "key", "gender", "age")
    return [
        CastSpeaker(str(one.pk), f"{film.vividpage.identity} {one.key or one.name}", one.gender, one.age)
        for one in people
    ]


NARRATION_STAGE = Stage(
    NARRATION, "Speaking the film", steps=[MakeSpeech()], plan=plan, concurrency=concurrency, inquire=inquire
)
