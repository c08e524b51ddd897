"""Making a VividPage: reading an EPUB, having it analysed by a model, having it drawn by another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from benchmarks.faults.steps.books import SCENES, analysed_book, read_book, tiny_epub
from benchmarks.faults.steps.step import Stand, Step, jobs_reason, missing_files

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage

FAILED = frozenset({"unreadable", "failed", "completed-with-failures", "cancelled"})


class OfABook(Step):
    """A step of the making of a book."""

    pipeline = "making"
    stage: ClassVar[str]
    vividpage: VividPage
    done_as: ClassVar[str] = "completed"

    @property
    def subjects(self) -> list[UUID]:
        """The book."""
        return [self.vividpage.pk]

    def begin(self) -> None:
        """Start the book's making up to this stage."""
        from books import services

        services.start(vividpage=self.vividpage, until=self.stage)

    def stand(self) -> Stand:
        """Return the book's status."""
        from books.models import VividPage

        status = str(VividPage.objects.values_list("status", flat=True).get(pk=self.vividpage.pk))
        if status == self.done_as and self._is_begun():
            return Stand("done", status)
        if status in FAILED:
            return Stand("failed", status, self._reason())
        if status == "paused":
            return Stand("waits", status, self._reason())
        return Stand("open", status)

    def go_on(self) -> None:
        """Start it again."""
        self.begin()

    def told(self) -> tuple[str, str]:
        """Return where the book is read."""
        return f"/vividpages/{self.vividpage.pk}", self.done_as

    def _is_begun(self) -> bool:
        from jobs.models import Job

        return Job.objects.filter(subject=self.vividpage.pk, stage=self.stage, state__startswith="completed").exists()

    def _reason(self) -> str:
        from jobs.models import Unit

        failed = Unit.objects.filter(job__subject=self.vividpage.pk, state="failed").exclude(reason="")
        return jobs_reason(self.subjects) or str(failed.values_list("reason", flat=True).first() or "")


class Reading(OfABook):
    """An EPUB becomes chapters and scenes."""

    name, stage, done_as, span = "reading", "epub-parse", "uploaded", 0.3

    def prepare(self) -> None:
        """Upload the file."""
        from books import services

        self.vividpage = services.upload(owner=self.reader, epub=tiny_epub())

    def begin(self) -> None:
        """Have it read."""
        from books import services
        from books.models import VividPage

        services.start_reading(vividpage=VividPage.objects.get(pk=self.vividpage.pk))

    def go_on(self) -> None:
        """Have the pipeline go on: a page offers no second reading of what cannot be read."""
        from books import services

        services.start(vividpage=self.vividpage, until=self.stage)

    def untrue(self) -> list[str]:
        """Look whether the book has its text."""
        return [] if self.vividpage.scenes.exists() else ["it is shown as read and has no text"]

    def doubles(self) -> list[str]:
        """Two chapters, of a scene each: they are short."""
        self.vividpage.refresh_from_db()
        there = (self.vividpage.chapters.filter(kind="body").count(), self.vividpage.scenes.count())
        counted = self.vividpage.scene_count
        return [] if (*there, counted) == (2, 2, 2) else [f"chapters and scenes: {there}, {counted}"]


class Analysing(OfABook):
    """A paid model tells who is in a book and what is seen."""

    name, stage, service = "analysing", "analysis", "anthropic"

    def prepare(self) -> None:
        """Make a book that was read."""
        self.give_key()
        self.vividpage = read_book(self.reader, text_model="anthropic/claude-haiku-5-5")

    def untrue(self) -> list[str]:
        """Look whether each scene is analysed."""
        missing = self.vividpage.scenes.filter(analysis=None).count()
        return [f"it is shown as completed, and {missing} scenes are not analysed"] if missing else []

    def doubles(self) -> list[str]:
        """Everybody is there once."""
        names = list(self.vividpage.characters.values_list("name", flat=True))
        twice = sorted({name for name in names if names.count(name) > 1})
        missing = self.vividpage.scenes.filter(analysis=None).count()
        found = [f"people twice: {', '.join(twice)}"] if twice else []
        return found + ([f"{missing} scenes are not analysed"] if missing else [])


class Drawing(OfABook):
    """A paid artist draws people and scenes."""

    name, stage, service = "drawing", "image-generation", "openai"

    def prepare(self) -> None:
        """Make a book that was analysed."""
        self.give_key()
        self.vividpage = analysed_book(self.reader, image_model="openai/gpt-image-2.5-flare")

    def request(self) -> tuple[str, dict[str, Any]]:
        """Start the book."""
        return f"/vividpages/{self.vividpage.pk}/start", {}

    def untrue(self) -> list[str]:
        """Look whether each chosen scene has its picture, and that its files."""
        missing = self.vividpage.scenes.filter(is_chosen=True, picture__active_version=None).count()
        found = [f"it is shown as completed, and {missing} pictures are missing"] if missing else []
        return found + [f"a picture has no file {name}" for name in missing_files(self._files())]

    def doubles(self) -> list[str]:
        """Each picture has one version."""
        from django.db.models import Count

        from storyboards.models import Picture

        pictures = Picture.objects.annotate(many=Count("versions"))
        found = [f"a picture has {many} versions" for many in pictures.exclude(many=1).values_list("many", flat=True)]
        drawn = self.vividpage.scenes.exclude(picture__active_version=None).count()
        return found + ([] if drawn == len(SCENES) else [f"{drawn} scenes are drawn"])

    def _files(self) -> list[str]:
        from storyboards.models import PictureVersion

        return list(PictureVersion.objects.values_list("image", flat=True))
