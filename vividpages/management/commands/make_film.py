"""`manage.py make_film BOOK --out film.mp4`: a book as a film, made here, with or without running workers."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.access.allowances import LimitReached
from films.making import FILM
from films.models import Film
from films.services.making import FilmRefused, OptionsRefused, checked_options, request_film
from films.services.spending import allow_spending
from films.services.viewing import stream_files
from vividpages.books_of_commands import UNFINISHED, book_of, check_out
from vividpages.drive import work_off
from vividpages.edition_files import BAD_INPUT
from vividpages.progress_bar import StageBars
from vividpages.ready import ReadyCommand

if TYPE_CHECKING:
    from books.models import VividPage
    from films.options import FilmOptions

WITH_FAILURES = 3


class Command(ReadyCommand):
    """Exits 0 when the film is written, 2 on bad input (no file is left), 3 if it lacks pictures or passages."""

    help = (
        "Make a film of a book. An EPUB is read and drawn first, by the built-in artist. The film stays with the book."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/films.md lists."""
        parser.add_argument("book", metavar="BOOK", help="an EPUB, or the id of a book that is there")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="write the film here, as MP4")
        parser.add_argument("--shape", default="16:9", metavar="SHAPE", help="16:9, 1:1 or 9:16 (default: 16:9)")
        parser.add_argument(
            "--narration", default="", metavar="MODEL", help="who reads aloud: espeak, or a speech model"
        )
        parser.add_argument(
            "--voice", default="", metavar="NAME", help="the narrator's voice (default: one that suits)"
        )
        parser.add_argument("--video", default="", metavar="MODEL", help="what moves the pictures (default: built in)")
        parser.add_argument("--budget", type=Decimal, metavar="USD", help="the most that its clips and voice may cost")
        parser.add_argument(
            "--price", type=Decimal, metavar="USD", help="what the voice costs for a million characters, if you know"
        )
        parser.add_argument("--captions", choices=["aside", "burned"], default="aside", help="burned: in the picture")
        parser.add_argument("--rungs", default="720", metavar="LINES", help="240 to 1080, with commas (default: 720)")
        parser.add_argument("--pace", default="usual", metavar="PACE", help="calm, usual or quick, where nobody speaks")
        parser.add_argument(
            "--telling", default="whole", metavar="WHAT", help="whole: all the text; moments: quotations"
        )
        parser.add_argument("--chapters", default="", metavar="NUMBERS", help="as 1,2,5-9 (default: all)")
        parser.add_argument("--hls", type=Path, metavar="FOLDER", help="write what it is streamed from here, too")
        parser.add_argument("--user", metavar="EMAIL", help="whose book it is (default: this machine's own reader)")
        parser.add_argument("--json", action="store_true", help="print one JSON object at the end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the film."""
        began, now = time.monotonic(), timezone.now()
        out, hls = options["out"], options["hls"]
        chosen = _options(options)
        check_out(out)
        if hls is not None and not hls.absolute().parent.is_dir():
            raise CommandError(f"The folder of {hls} does not exist; make it first.", returncode=BAD_INPUT)
        vividpage = book_of(options["book"], options["user"], began=now)
        _allow(vividpage, chosen, options["budget"])
        film = _made(vividpage, chosen)
        _write(film, out, hls)
        result = _report(film, out, hls, seconds=time.monotonic() - began)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result))
        if vividpage.status in UNFINISHED or film.unspoken or film.unmoved:
            sys.exit(WITH_FAILURES)


def _options(said: dict[str, Any]) -> FilmOptions:
    try:
        return checked_options(
            {
                "shape": said["shape"],
                "narration": said["narration"],
                "voice": said["voice"],
                "price": said["price"],
                "video": said["video"],
                "burned": said["captions"] == "burned",
                "rungs": tuple(filter(None, said["rungs"].split(","))),
                "pace": said["pace"],
                "telling": said["telling"],
                "chapters": _numbers(said["chapters"]),
            }
        )
    except OptionsRefused as refused:
        raise CommandError(_words_of(refused), returncode=BAD_INPUT) from None


def _allow(vividpage: VividPage, options: FilmOptions, budget: Decimal | None) -> None:
    """Let the book's budget hold what the film may cost, as its reader says. Raises CommandError with the estimate."""
    try:
        allow_spending(vividpage=vividpage, options=options, most=budget)
    except OptionsRefused as refused:
        raise CommandError(_words_of(refused), returncode=BAD_INPUT) from None


def _words_of(refused: OptionsRefused) -> str:
    return " ".join(f"--{name}: {words}" for name, words in refused.problems.items())


def _numbers(said: str) -> tuple[int, ...]:
    """Read numbers and ranges of them: `1,2,5-9`."""
    numbers: list[int] = []
    for part in filter(None, said.split(",")):
        first, _, last = part.partition("-")
        if not (first.strip().isdecimal() and (not last or last.strip().isdecimal())):
            raise CommandError(f"--chapters: {part} is no number and no range, as 5-9 is.", returncode=BAD_INPUT)
        numbers += range(int(first), int(last or first) + 1)
    return tuple(numbers)


def _made(vividpage: VividPage, options: FilmOptions) -> Film:
    """Have the film made, here and by whatever workers there are. Raises CommandError if it is not."""
    try:
        with transaction.atomic():
            film = request_film(vividpage=vividpage, options=options, by=vividpage.owner)
    except (FilmRefused, LimitReached) as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from None
    with StageBars(sys.stderr) as bars:
        work_off(pipeline=FILM, subject=film.pk, on_progress=bars)
    film.refresh_from_db()
    if film.state != Film.State.READY:
        raise CommandError(f"The film was not made: {film.reason}", returncode=BAD_INPUT)
    return film


def _write(film: Film, out: Path, hls: Path | None) -> None:
    """Write the film whole or not at all, and then what it is streamed from. Raises CommandError."""
    begun = out.with_name(f".vividpages-{os.getpid()}.unfinished")
    try:
        _copy(str(film.mp4.name), begun)
        begun.replace(out)
        for path, file in stream_files(film).items() if hls is not None else ():
            assert hls is not None
            (hls / path).parent.mkdir(parents=True, exist_ok=True)
            _copy(str(file.file.name), hls / path)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise CommandError(f"The film cannot be written: {error.strerror}.", returncode=BAD_INPUT) from None


def _copy(name: str, to: Path) -> None:
    with default_storage.open(name) as source, to.open("wb") as target:
        shutil.copyfileobj(source, target)


def _report(film: Film, out: Path, hls: Path | None, *, seconds: float) -> dict[str, Any]:
    return {
        "id": str(film.vividpage_id),
        "film": str(film.pk),
        "title": film.vividpage.title,
        "file": str(out),
        "bytes": out.stat().st_size,
        "plays": round(film.seconds, 2),
        "shots": film.shots.count(),
        "unspoken": film.unspoken,
        "moved": film.clips.exclude(file="").count(),
        "unmoved": film.unmoved,
        "unmoved_because": sorted(set(film.clips.filter(file="").exclude(reason="").values_list("reason", flat=True))),
        "hls": str(hls) if hls is not None else "",
        "seconds": round(seconds, 2),
    }


def _summary(result: dict[str, Any]) -> str:
    minutes, rest = divmod(round(result["plays"]), 60)
    silent = f", {result['unspoken']} passages without a voice" if result["unspoken"] else ""
    silent += f", {result['unmoved']} pictures filmed by the built-in painters" if result["unmoved"] else ""
    return (
        f"{result['title']}: {minutes}:{rest:02d} minutes, {result['shots']} shots{silent}, "
        f"{result['bytes']} bytes in {result['file']}"
    )
