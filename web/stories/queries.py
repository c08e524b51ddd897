"""What pages of a story show: a page of the segments of a branch, what is under way, and the tree of branches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from books.models import Scene
from books.visibility import EVERYTHING
from jobs.models import Job
from jobs.queries import progress_of
from storyboards.pictures.alt_texts import alt_texts_for
from storyboards.pictures.queries import SHOWN_BESIDE_SCENE, ShownPicture, picture_of
from web.stories.marking import Piece, marked
from writing.stories.lines import ancestors_of
from writing.stories.making import CONTINUATION
from writing.stories.models import Branch, Comment, Segment, Shown, StoryMember

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from writing.stories.models import Story

PAGE = 20
"""Segments on a page."""


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """A segment as pages show it. `number` counts those that are shown, from 1; `is_gone`: only that it was there."""

    row: Segment
    number: int
    paragraphs: tuple[str, ...]
    picture: ShownPicture | None
    comments: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some segments of a branch, oldest first, and where the pages before and after begin (0: there is none)."""

    segments: tuple[ShownSegment, ...]
    total: int
    first: int
    earlier: int
    later: int

    @property
    def is_last(self) -> bool:
        """Whether the branch ends with it: then it grows."""
        return not self.later


@dataclass(frozen=True, slots=True)
class ComingSegment:
    """A segment that is not published yet, and how it stands; one's own with all that was found."""

    row: Segment
    is_own: bool
    stage: str
    reason: str

    @property
    def marked(self) -> list[list[Piece]]:
        """Its text, with the places of what was found in it."""
        return marked(self.row.told.paragraphs, self.row.found)


def end_of(branch: Branch) -> UUID | None:
    """Return the last segment of a branch, or that which it begins after."""
    return branch.head_id or branch.forked_at_id


def stretch_of(branch: Branch, *, start: int = 0) -> Stretch:
    """Return a page of a branch: that from segment `start` on, 0: the last. Seven queries, however long it is."""
    end = end_of(branch)
    ids = ancestors_of(end) if end else []
    shown = set(Segment.objects.joined().filter(pk__in=ids).values_list("pk", flat=True))
    line = [one for one in ids if one in shown]
    begin = (start - 1) // PAGE * PAGE if start else max(0, (len(line) - 1) // PAGE * PAGE)
    wanted = line[begin : begin + PAGE]
    rows = Segment.objects.select_related("writer").defer("facts", "findings", "mended").in_bulk(wanted)
    pictures = _pictures(branch, len(line), begin)
    comments = _comments(wanted)
    segments = tuple(
        ShownSegment(
            row=rows[one],
            number=number,
            paragraphs=rows[one].told.paragraphs,
            picture=pictures.get(number),
            comments=comments.get(one, 0),
        )
        for number, one in enumerate(wanted, begin + 1)
    )
    return Stretch(
        segments=segments,
        total=len(line),
        first=begin + 1,
        earlier=begin + 1 - PAGE if begin else 0,
        later=begin + 1 + PAGE if begin + PAGE < len(line) else 0,
    )


def _pictures(branch: Branch, total: int, begin: int) -> dict[int, ShownPicture]:
    """Return the pictures of a page of a branch's scenes, by their numbers."""
    numbers = range(begin + 1, min(begin + PAGE, total) + 1)
    scenes = list(
        Scene.objects.filter(vividpage=branch.vividpage_id, number__in=numbers).select_related(*SHOWN_BESIDE_SCENE)
    )
    alts = alt_texts_for(branch.vividpage_id, EVERYTHING)
    found = ((scene.number, picture_of(scene, scene.chapter.number, alts)) for scene in scenes)
    return {number: picture for number, picture in found if picture is not None}


def _comments(segments: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many comments stand at each of some segments."""
    shown = Comment.objects.filter(segment__in=segments, state=Shown.SHOWN).order_by()
    return dict(shown.values_list("segment").annotate(count=Count("pk")))


def picture_beside(segment: Segment) -> ShownPicture | None:
    """Return the picture of a segment that is shown, as its branch shows it."""
    if segment.scene_id is None:
        return None
    scene = Scene.objects.filter(pk=segment.scene_id).select_related(*SHOWN_BESIDE_SCENE).first()
    if scene is None:
        return None
    return picture_of(scene, scene.chapter.number, alt_texts_for(segment.branch.vividpage_id, EVERYTHING))


def coming_in(branch: Branch, user: User | AnonymousUser) -> list[ComingSegment]:
    """Return what is under way in a branch: one's own with its stage, of others only that something is."""
    rows = Segment.objects.select_related("writer", "parent").filter(
        branch=branch, state__in=(*Segment.UNDER_WAY, Segment.State.DRAWING)
    )
    return [_coming(row, is_own=user.is_authenticated and row.writer_id == user.pk) for row in rows.order_by("created")]


def _coming(row: Segment, *, is_own: bool) -> ComingSegment:
    stages = progress_of(pipeline=CONTINUATION, subject=row.pk) if is_own and row.state in Segment.UNDER_WAY else []
    now = next((one for one in stages if one.state != Job.State.COMPLETED), None)
    return ComingSegment(
        row=row,
        is_own=is_own,
        stage=now.title if now and now.state == Job.State.RUNNING else row.get_state_display(),
        reason=now.reason if now and now.state in (Job.State.PAUSED, Job.State.FAILED) else "",
    )


def branches_of(story: Story) -> Sequence[Branch]:
    """Return the branches of a story, the main one first. One query."""
    return list(story.branches.select_related("parent", "head", "forked_at").order_by("number"))


@dataclass(frozen=True, slots=True)
class ShownMember:
    """Somebody in a story, and how many parts of it are theirs."""

    row: StoryMember
    parts: int


def members_of(story: Story) -> list[ShownMember]:
    """Return who is in a story, in the order in which they came. Two queries."""
    rows = list(story.members.select_related("user"))
    counted = dict(story.segments.joined().order_by().values_list("writer").annotate(count=Count("pk")))
    return [ShownMember(row, counted.get(row.user_id, 0)) for row in rows]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody has to decide about in a story: parts of new members, and those that are hidden."""

    held: list[Segment]
    hidden: list[Segment]


def waiting_in(story: Story) -> Waiting:
    """Return what waits for a decision in a story. One query."""
    states = (Segment.State.HELD, Segment.State.HIDDEN)
    rows = story.segments.filter(state__in=states).select_related("writer", "branch", "parent").order_by("created")
    listed = list(rows.defer("facts"))
    return Waiting(
        held=[row for row in listed if row.state == Segment.State.HELD],
        hidden=[row for row in listed if row.state == Segment.State.HIDDEN],
    )
