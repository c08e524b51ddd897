"""Books that are written here in the admin: how each stands and what it is written from, without a word of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model
from django.template.defaultfilters import filesizeformat, pluralize

from storyboards.admin import ReadOnlyAdmin, ReasonForm
from storyboards.safety.moderating import ModerationRefused
from storyboards.safety.moderators import is_moderator
from writing.models import Passage, Source, WrittenBook
from writing.services.moderating import put_back, take_down
from writing.stories.models import Appeal, Category, ContentReport, Decision, Idea, Segment, Story, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from accounts.models import User

Row = TypeVar("Row", bound=Model)


@admin.register(WrittenBook)
class WrittenBookAdmin(admin.ModelAdmin[WrittenBook]):
    """Every book, newest first. What is asked for and written is not shown; moderators take books down."""

    list_display = ("vividpage", "kind", "author", "state", "approved", "taken_down", "created")
    list_filter = ("kind", "state", "created", ("taken_down", admin.EmptyFieldListFilter))
    list_select_related = ("vividpage",)
    search_fields = ("vividpage__title", "vividpage__owner__email", "=vividpage__id")
    fields = (
        "vividpage",
        "kind",
        "author",
        "economy",
        "state",
        "approved",
        "taken_down",
        "taken_down_reason",
        "created",
    )
    readonly_fields = fields
    ordering = ("-created",)
    actions = ("take_down", "put_back")
    action_form = ReasonForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: books are begun by their writers."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: WrittenBook | None = None) -> bool:
        """Return False: a book is deleted with its files and jobs, by its owner or among the books."""
        return False

    @admin.action(permissions=["moderate"], description="Take the selected books down")
    def take_down(self, request: HttpRequest, queryset: QuerySet[WrittenBook]) -> None:
        """Take books down, for the reason that is given."""
        self._moderated(request, queryset, take_down, "taken down")

    @admin.action(permissions=["moderate"], description="Put the selected books back")
    def put_back(self, request: HttpRequest, queryset: QuerySet[WrittenBook]) -> None:
        """Put books back, for the reason that is given."""
        self._moderated(request, queryset, put_back, "put back")

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Return whether somebody may moderate: being an admin does not do."""
        return is_moderator(request.user)

    def _moderated(
        self, request: HttpRequest, queryset: QuerySet[WrittenBook], deed: Callable[..., WrittenBook], words: str
    ) -> None:
        """Do it to all of them, or to none without a reason."""
        try:
            with transaction.atomic():
                for book in queryset:
                    deed(book=book, by=cast("User", request.user), reason=request.POST.get("reason", ""))
        except ModerationRefused as refused:
            messages.error(request, str(refused))
            return
        count = queryset.count()
        messages.success(request, f"{count} book{pluralize(count)} {words}.")


class WithoutWords(ReadOnlyAdmin[Row]):
    """Rows of writers to look at, without what stands in them; they go with their book."""

    show_full_result_count = False


@admin.register(Source)
class SourceAdmin(WithoutWords[Source]):
    """What biographies are written from: where it is from and what was thought of it. What it says is not shown."""

    list_display = ("whence", "book", "origin", "state", "kind", "is_refused", "decision", "size", "fetched")
    list_filter = ("origin", "state", "kind", "is_refused", "decision", "created")
    list_select_related = ("book__vividpage",)
    search_fields = ("address", "final_address", "book__vividpage__title", "book__vividpage__owner__email")
    fields = (
        "book",
        "number",
        "origin",
        "address",
        "final_address",
        "state",
        "media_type",
        "size",
        "fetched",
        "licence",
        "kind",
        "weight",
        "word_count",
        "outcomes",
        "is_refused",
        "decision",
        "removed",
        "created",
    )
    ordering = ("-created",)

    @admin.display(description="source", ordering="address")
    def whence(self, source: Source) -> str:
        """Show the address; a file's name is its writer's own."""
        return source.address or f"{source.get_origin_display()} {source.number}"

    @admin.display(description="size", ordering="snapshot_bytes")
    def size(self, source: Source) -> str:
        """Show how large its snapshot is."""
        return filesizeformat(source.snapshot_bytes)

    @admin.display(description="verdicts")
    def outcomes(self, source: Source) -> str:
        """Show the verdicts without their reasons, which quote it."""
        return ", ".join(f"{verdict.rule}: {verdict.outcome}" for verdict in source.told)


@admin.register(Passage)
class PassageAdmin(WithoutWords[Passage]):
    """Passages that citations name by their ids, and those that speak to language models. Their words are not shown."""

    list_display = ("id", "source_shown", "number", "page", "relevance", "for_models")
    list_filter = ("for_models",)
    list_select_related = ("source",)
    search_fields = ("=id", "source__address")
    fields = ("id", "source_shown", "number", "page", "relevance", "for_models")
    ordering = ("source", "number")

    @admin.display(description="source", ordering="source")
    def source_shown(self, passage: Passage) -> str:
        """Show where it is from."""
        return passage.source.address or f"{passage.source.get_origin_display()} {passage.source.number}"


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin[Category]):
    """Shelves of topics, in their order."""

    list_display = ("title", "slug", "number")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin[Topic]):
    """What ideas are about. Topics that readers propose are decided by moderators on their own page."""

    list_display = ("title", "category", "state", "proposed_by", "created")
    list_filter = ("state", "category")
    list_select_related = ("category", "proposed_by")
    search_fields = ("title",)
    fields = ("category", "title", "slug", "about", "proposed_by", "state", "created")
    readonly_fields = ("proposed_by", "state", "created")


@admin.register(Story)
class StoryAdmin(WithoutWords[Story]):
    """Stories and their rules; they are decided about on the moderators' page."""

    list_display = ("title", "owner", "visibility", "contributors", "state", "created")
    list_filter = ("visibility", "state", "created")
    list_select_related = ("owner",)
    search_fields = ("title", "owner__email", "=id")
    fields = ("title", "owner", "visibility", "contributors", "pays", "rating", "licence", "state", "created")


@admin.register(Segment)
class SegmentAdmin(WithoutWords[Segment]):
    """Parts of stories and how they stand, without a word of them."""

    list_display = ("id", "story", "number", "writer", "state", "created")
    list_filter = ("state", "created")
    list_select_related = ("story", "writer")
    search_fields = ("=id", "story__title", "writer__email")
    fields = ("story", "branch", "number", "writer", "licence", "state", "created", "joined_at", "published_at")
    ordering = ("-created",)


@admin.register(Idea)
class IdeaAdmin(WithoutWords[Idea]):
    """Ideas of readers."""

    list_display = ("title", "topic", "author", "state", "created")
    list_filter = ("state", "created")
    list_select_related = ("topic", "author")
    search_fields = ("title", "author__email")
    fields = ("title", "topic", "author", "state", "created")


@admin.register(ContentReport)
class ContentReportAdmin(WithoutWords[ContentReport]):
    """What readers say is wrong with words; moderators answer it on their own page."""

    list_display = ("kind", "reason", "state", "created", "closed")
    list_filter = ("state", "kind", "reason")
    fields = ("kind", "target", "reason", "words", "state", "reporter", "created", "closed")


@admin.register(Decision)
class DecisionAdmin(WithoutWords[Decision]):
    """The audit trail of words. The database itself refuses to change it."""

    list_display = ("at", "kind", "action", "by", "reason")
    list_filter = ("action", "kind")
    fields = ("at", "action", "kind", "target", "story", "by", "concerns", "reason")


@admin.register(Appeal)
class AppealAdmin(WithoutWords[Appeal]):
    """Appeals; moderators answer them on their own page."""

    list_display = ("created", "by", "state", "closed")
    list_filter = ("state",)
    fields = ("decision", "by", "words", "state", "answer", "created", "closed")
