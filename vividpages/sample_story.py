"""The sample story: begun, continued and filmed like any other, so that a newcomer sees all of it without a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.making import MAKING
from films.making import FILM
from vividpages.drive import work_off
from vividpages.story_films import film_branch_of
from writing.stories import services
from writing.stories.making import CONTINUATION
from writing.stories.models import Branch, Segment, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from accounts.models import User
    from jobs.queries import Progress

TITLE = "The Key in the Cod"
ABOUT = "A fisherman's daughter finds a key where no key should be. What does it open? Go on telling it."
LINES = (
    "Anna, a fisherman's daughter with a red scarf, finds a brass key in the belly of a cod.",
    "Her brother Jonas rows with her to the old lighthouse on the skerry.",
    "Anna puts the key into the lock, and the door swings open.",
    "An old woman with a lantern comes down the stairs and smiles at Anna.",
)
"""The main branch."""
AFTER, OTHER = 2, "The boat that was not theirs"
"""Of how many segments the other branch is the same, and what it is called."""
OTHER_LINES = (
    "A strange boat with black sails comes out of the fog.",
    "Jonas hides the key under the net and waves to the strangers.",
)


def begin_sample_story(reader: User) -> Story:
    """Return the sample story of a reader, begun if it is not there."""
    return Story.objects.filter(owner=reader, title=TITLE).first() or services.start_story(
        owner=reader,
        title=TITLE,
        about=ABOUT,
        visibility=Story.Visibility.PUBLIC,
        contributors=Story.Contributors.ANYBODY,
        licence=Story.Licence.CC0,
        voice="fireside",
        is_filmed=False,  # it is filmed once, when all of it is there
    )


def make_sample_story(reader: User, *, on_progress: Callable[[Progress], None]) -> Story:
    """Return the sample story of a reader, made if it is not there; one that was interrupted goes on.

    `on_progress` follows the filming, which takes most of the time.
    """
    story = begin_sample_story(reader)
    _tell(story.main, LINES, reader)
    _tell(_other(story, reader), OTHER_LINES, reader)
    if not story.is_filmed:
        story = services.change_story(story=story, by=reader, changes={"is_filmed": True})
        film_branch_of(story.main.vividpage_id)
        for film in story.main.vividpage.films.all():
            work_off(pipeline=FILM, subject=film.pk, on_progress=on_progress)
    return story


def _other(story: Story, reader: User) -> Branch:
    there = story.branches.filter(name=OTHER).first()
    if there is not None:
        return there
    at = Segment.objects.get(story=story, branch=story.main, number=AFTER)
    return services.fork(at=at, by=reader, name=OTHER)


def _tell(branch: Branch, lines: Sequence[str], reader: User) -> None:
    """Post the lines that are not there yet, one after another, and have each drawn."""
    told = set(Segment.objects.filter(branch=branch).values_list("line", flat=True))
    for line in lines:
        if line not in told:
            services.post(branch=branch, line=line, by=reader, accepts_licence=True)
        for segment in Segment.objects.under_way().filter(branch=branch):
            work_off(pipeline=CONTINUATION, subject=segment.pk)
        work_off(pipeline=MAKING, subject=branch.vividpage_id)
