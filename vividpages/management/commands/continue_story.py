"""`manage.py continue_story STORY --text "Mara opens the chest"`: a line becomes a scene with its picture, here."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser

from accounts.access.allowances import LimitReached
from accounts.services import NoSuchReader, reader_named
from books.making import MAKING
from vividpages.drive import work_off
from vividpages.progress_bar import StageBars
from vividpages.ready import ReadyCommand
from vividpages.written_books import BAD_INPUT, WITH_FAILURES
from writing.stories import services
from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.making import CONTINUATION
from writing.stories.models import Branch, Segment, Story

if TYPE_CHECKING:
    from accounts.models import User

MAIN = "1"


class Command(ReadyCommand):
    """Exits 0 when the part is in the story, 2 on bad input (nothing is posted), 3 if it waits or was refused."""

    help = "Continue a story with a line or two: it is told, checked, put in and drawn, with or without workers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/stories.md lists."""
        parser.add_argument("story", metavar="STORY", help="the id of a story, as its address has it")
        parser.add_argument("--text", required=True, metavar="LINE", help="what happens next, in a line or two")
        parser.add_argument("--branch", default=MAIN, metavar="NUMBER", help="which branch (default: 1, the main one)")
        parser.add_argument("--user", metavar="EMAIL", help="who continues it (default: this machine's own reader)")
        parser.add_argument("--accept-licence", action="store_true", help="accept the licence of the story")
        parser.add_argument("--json", action="store_true", help="print one JSON object at the end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Post the line and work on it until it is in, or waits for somebody."""
        try:
            by = reader_named(options["user"])
        except NoSuchReader as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        branch = _branch(options["story"], options["branch"], by)
        try:
            segment = services.post(
                branch=branch, line=options["text"], by=by, accepts_licence=options["accept_licence"]
            )
        except (StoryRefused, LimitReached) as refused:
            raise CommandError(str(refused), returncode=BAD_INPUT) from None
        with StageBars(sys.stderr) as bars:
            work_off(pipeline=CONTINUATION, subject=segment.pk, on_progress=bars)
            segment.refresh_from_db()
            if segment.state == Segment.State.DRAWING:
                work_off(pipeline=MAKING, subject=segment.branch.vividpage_id, on_progress=bars)
                segment.refresh_from_db()
        result = report(segment)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result))
        if segment.state != Segment.State.PUBLISHED:
            sys.exit(WITH_FAILURES)


def report(segment: Segment) -> dict[str, Any]:
    """Return how a continuation stands, as JSON has it. `findings` are those that its writer has to decide about."""
    return {
        "story": str(segment.story_id),
        "branch": segment.branch.number,
        "segment": str(segment.pk),
        "number": segment.number,
        "state": segment.state,
        "note": segment.note,
        "findings": [{"type": one.type, "message": one.message} for one in segment.found],
        "text": segment.told.text if segment.draft else "",
    }


def _branch(story_id: str, number: str, by: User) -> Branch:
    """Return the branch that is continued. Raises CommandError for what its writer may not read."""
    missing = CommandError(f"There is no story {story_id} that you may read.", returncode=BAD_INPUT)
    try:
        story = Story.objects.filter(pk=UUID(story_id)).first()
    except ValueError:
        raise missing from None
    if story is None or not standing_in(story, by).may_read:
        raise missing
    branch: Branch | None = story.branches.filter(number=int(number)).first() if number.isdecimal() else None
    if branch is None:
        raise CommandError(f"This story has no branch {number}.", returncode=BAD_INPUT)
    return branch


def _summary(result: dict[str, Any]) -> str:
    if result["state"] == Segment.State.PUBLISHED:
        return f"Part {result['number']} is in the story.\n\n{result['text']}"
    found = [f"  {one['message']}" for one in result["findings"]]
    return "\n".join([f"The part is {Segment.State(result['state']).label}. {result['note']}".strip(), *found])
