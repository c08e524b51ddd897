"""Writing a children's book and continuing a story, both by a paid model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.faults.steps.step import Stand, Step, jobs_reason

if TYPE_CHECKING:
    from uuid import UUID

    from writing.models import WrittenBook
    from writing.stories.models import Segment, Story

MODEL = "anthropic/claude-sonnet-5-5"
BRIEF = {"theme": "a lighthouse that is afraid of the dark", "pages": 24, "age": "3-5"}
LINE = "Mara opens the old chest in the attic."


class Writing(Step):
    """A picture book: planned, approved, written, bound."""

    name, pipeline, service = "writing", "writing", "anthropic"
    book: WrittenBook

    def prepare(self) -> None:
        """Begin a book with a brief."""
        from writing import services

        self.give_key()
        self.book = services.start_book(owner=self.reader, kind="childrens", brief=BRIEF, author=MODEL)

    def begin(self) -> None:
        """Have it planned."""
        from writing import services

        services.plan(book=self.book)

    def tend(self) -> None:
        """Approve the plan."""
        from writing import services
        from writing.models import WrittenBook

        current = WrittenBook.objects.get(pk=self.book.pk)
        if current.state == WrittenBook.State.PLANNED and current.approved is None:
            services.approve(book=current)

    @property
    def subjects(self) -> list[UUID]:
        """The book."""
        return [self.book.pk]

    def stand(self) -> Stand:
        """Return the book's state, or that its work stands still."""
        from jobs.models import Job
        from writing.models import WrittenBook

        state = str(WrittenBook.objects.values_list("state", flat=True).get(pk=self.book.pk))
        jobs = Job.objects.filter(subject=self.book.pk)
        if state == WrittenBook.State.WRITTEN and not jobs.filter(state="running").exists():
            return Stand("done", state)
        for found, said in (("failed", "failed"), ("completed-with-failures", "failed"), ("paused", "waits")):
            if jobs.filter(state=found).exists() and not jobs.filter(state="running").exists():
                return Stand("failed" if said == "failed" else "waits", f"{state}/{found}", self._reason())
        return Stand("open", state)

    def go_on(self) -> None:
        """Go on with the writing."""
        from writing import services

        if not services.go_on(book=self.book):
            services.plan(book=self.book)

    def request(self) -> tuple[str, dict[str, Any]]:
        """Have it planned."""
        return f"/books/{self.book.pk}/plan", {}

    def told(self) -> tuple[str, str]:
        """Return where the book is read: once it is written it is a book that can be drawn."""
        return f"/books/{self.book.pk}", "uploaded"

    def untrue(self) -> list[str]:
        """Look whether each part has its text."""
        missing = self.book.parts.filter(is_planned=True, accepted=None).count()
        return [f"it is shown as written, and {missing} parts have no text"] if missing else []

    def doubles(self) -> list[str]:
        """Each part has one text and one scene."""
        from django.db.models import Count

        parts = self.book.parts.filter(is_planned=True).annotate(many=Count("drafts"))
        found = [f"part {part.number} has {part.many} drafts" for part in parts.exclude(many=1)]
        scenes = self.book.vividpage.scenes.count()
        return found + ([] if scenes == parts.count() > 0 else [f"{scenes} scenes of {parts.count()} parts"])

    def _reason(self) -> str:
        return jobs_reason(self.subjects)


class Continuing(Step):
    """A line of a story is told, put in and drawn."""

    name, pipeline, service = "continuing", "continuation", "anthropic"
    story: Story

    def prepare(self) -> None:
        """Begin a story."""
        from writing.stories import services

        self.give_key()
        self.story = services.start_story(
            owner=self.reader, title="The Attic", approves_new=False, is_filmed=False, author=MODEL
        )

    def begin(self) -> None:
        """Continue it."""
        from writing.stories import services

        services.post(branch=self.story.main, line=LINE, by=self.reader, accepts_licence=True)

    @property
    def subjects(self) -> list[UUID]:
        """The segment, and the book in which it is drawn."""
        return [*self.story.segments.values_list("pk", flat=True), self.story.main.vividpage_id]

    def stand(self) -> Stand:
        """Return the segment's state, or that its work stands still."""
        from jobs.models import Job

        segment = self._segment()
        if segment is None:
            return Stand("open", "")
        if segment.state == segment.State.PUBLISHED:
            return Stand("done", segment.state)
        if segment.state == segment.State.REFUSED:
            return Stand("failed", segment.state, segment.note)
        jobs = Job.objects.filter(subject__in=self.subjects)
        if jobs.filter(state="running").exists():
            return Stand("open", segment.state)
        for found in ("failed", "completed-with-failures", "paused"):
            if jobs.filter(state=found).exists():
                state: Any = "waits" if found == "paused" else "failed"
                return Stand(state, f"{segment.state}/{found}", segment.note or jobs_reason(self.subjects))
        return Stand("open", segment.state)

    def go_on(self) -> None:
        """Try again, as the page of a story offers it."""
        from books import services as books
        from jobs import services as jobs
        from writing.stories import services

        segment = self._segment()
        if segment is None:
            self.begin()
        elif segment.state == segment.State.DRAWING:
            books.start(vividpage=self.story.main.vividpage)
        elif jobs.go_on(pipeline=self.pipeline, subject=segment.pk) is None:
            services.retry(segment=segment, by=self.reader)

    def request(self) -> tuple[str, dict[str, Any]]:
        """Continue it."""
        return f"/stories/{self.story.pk}/continue", {"text": LINE, "accepts_licence": True}

    def told(self) -> tuple[str, str]:
        """Return where the segment is read."""
        segment = self._segment()
        return (f"/stories/{self.story.pk}/parts/{segment.pk}", "published") if segment else ("", "")

    def untrue(self) -> list[str]:
        """Look whether what is published has its scene."""
        segment = self._segment()
        if segment is None or segment.state != segment.State.PUBLISHED:
            return []
        return [] if segment.scene_id else ["it is shown as published and has no scene"]

    def doubles(self) -> list[str]:
        """One segment, one scene, one picture."""
        from storyboards.models import PictureVersion

        counts = {
            "segments": self.story.segments.count(),
            "scenes": self.story.main.vividpage.scenes.count(),
            "pictures of the scene": PictureVersion.objects.filter(picture__scene__isnull=False).count(),
        }
        return [f"there are {count} {name}" for name, count in counts.items() if count != 1]

    def _segment(self) -> Segment | None:
        found: Segment | None = self.story.segments.order_by("created").first()
        return found
