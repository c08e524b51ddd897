"""The one reader of whom the library is made: novels that are read and drawn, a story, calls as they are paid for."""

from __future__ import annotations

import json
import sys
import zlib
from contextlib import redirect_stdout
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.utils import timezone

from accounts.services import local_reader
from books.making import MAKING
from books.models import Chapter, Reading, VividPage
from characters.models import Analysis
from jobs.models import Unit
from providers.models import PaidCall
from storyboards.models import PictureVersion
from vividpages.drive import work_off
from vividpages.sample_story import LINES, begin_sample_story
from writing.stories import services
from writing.stories.making import CONTINUATION
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from accounts.models import User

USAGE = {"input_tokens": 9800, "cache_read_tokens": 1800, "cache_write_tokens": 0, "output_tokens": 2450}
"""Of one call that reads the scenes of a chapter: how wide the column is, not what is right to the token."""
MONTH = date(2026, 1, 1)
WRITTEN_OF_A_SCENE = ("summary", "moment", "prompt", "deed_words", "props", "mood", "weather", "light", "strangers")


def make_reader(novels: Sequence[Path]) -> User:
    """Make the reader, or return the one who is there: what was interrupted goes on."""
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0)
        for novel in novels:
            call_command("generate_vividpage", novel)
    reader = local_reader()
    _tell_a_story(reader)
    _open_books(reader)
    _pay(reader)
    return reader


def _tell_a_story(reader: User) -> None:
    story = begin_sample_story(reader)
    told = set(story.segments.values_list("line", flat=True))
    for line in LINES:
        if line not in told:
            services.post(branch=story.main, line=line, by=reader, accepts_licence=True)
        for segment in Segment.objects.under_way().filter(story=story):
            work_off(pipeline=CONTINUATION, subject=segment.pk)
        work_off(pipeline=MAKING, subject=story.main.vividpage_id)


def _open_books(reader: User) -> None:
    for book in VividPage.objects.owned_by(reader).filter(scene_count__gt=1):
        half = book.scenes.get(number=book.scene_count // 2)
        Reading.objects.get_or_create(reader=reader, vividpage=book, defaults={"scene": half, "farthest": half})


def _pay(reader: User) -> None:
    """Write down a call for each chapter that was analysed and each picture, as if services had done it."""
    if PaidCall.objects.filter(user=reader).exists():
        return
    units = {(unit.kind, unit.target): unit for unit in Unit.objects.select_related("job")}
    calls: list[PaidCall] = []
    for book in VividPage.objects.owned_by(reader).select_related("budget"):
        of_book = {"user": reader, "subject": book.pk, "budget": book.budget, "title": book.title}
        of_book |= {"month": MONTH, "state": PaidCall.State.ANSWERED, "settled": timezone.now()}
        calls += [
            PaidCall(
                **of_book,
                purpose="analyse",
                label=f"Chapter {chapter.number}",
                service="anthropic",
                model="claude-haiku-5-5",
                fingerprint=sha256(chapter.pk.bytes).hexdigest(),
                cost="0.012300",
                usage=USAGE,
                response=zlib.compress(_analyses(chapter)),
                holder=_holder(units.get(("analyse", chapter.pk))),
            )
            for chapter in book.chapters.filter(scenes__isnull=False).distinct()
        ]
        calls += [
            PaidCall(
                **of_book,
                purpose=version.picture.kind,
                label="A picture",
                service="openai",
                model="gpt-image-2.5-flare",
                fingerprint=sha256(version.pk.bytes).hexdigest(),
                cost="0.021000",
                usage={"pictures": 1, "image_output_tokens": 1056},
                file=f"calls/{reader.pk}/{version.pk}.webp",
                holder=_holder(units.get((version.picture.kind, version.picture.target_id))),
            )
            for version in PictureVersion.objects.filter(picture__vividpage=book).select_related("picture")
        ]
    PaidCall.objects.bulk_create(calls)


def _analyses(chapter: Chapter) -> bytes:
    found = Analysis.objects.filter(scene__chapter=chapter)
    return json.dumps([{name: getattr(one, name) for name in WRITTEN_OF_A_SCENE} for one in found]).encode()


def _holder(unit: Unit | None) -> str:
    return f"{unit.pk}:{unit.pk}/1" if unit else ""
