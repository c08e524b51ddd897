"""Jobs in the admin: what is under way, what was set aside and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from jobs import services, turns
from jobs.models import Job, Run, Unit

if TYPE_CHECKING:
    from django.http import HttpRequest


class UnitInline(admin.TabularInline[Unit, Job]):
    """A job's units, read-only."""

    model = Unit
    fields = ("number", "label", "state", "attempts", "reason", "started", "finished")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Return False: units are laid out by their stage."""
        return False


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """Follow jobs, stop them, take them up again."""

    list_display = ("subject", "pipeline", "stage", "state", "units_done", "units_failed", "created", "finished")
    list_filter = ("state", "pipeline", "stage")
    search_fields = ("=subject", "owner__email", "=id")
    readonly_fields = (
        "id",
        "pipeline",
        "subject",
        "stage",
        "owner",
        "priority",
        "state",
        "until",
        "planned",
        "reason",
        "metadata",
        "created",
        "taken_up",
        "started",
        "finished",
    )
    inlines = [UnitInline]
    actions = ["cancel", "resume", "move_first", "move_last"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """Add the counts of each job."""
        jobs = super().get_queryset(request)
        return jobs.annotate(
            total=Count("units"),
            done=Count("units", filter=Q(units__state=Unit.State.DONE)),
            failed=Count("units", filter=Q(units__state=Unit.State.FAILED)),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: jobs are started by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Return False: jobs are stopped and taken up by actions.

        A form could only save what was true when it was opened.
        """
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Return False: a job goes with its book; alone, it would leave the book in the making for ever."""
        return False

    @admin.display(description="done")
    def units_done(self, job: Job) -> str:
        """Show done over total."""
        return f"{getattr(job, 'done', 0)} / {getattr(job, 'total', 0)}"

    @admin.display(description="set aside", ordering="failed")
    def units_failed(self, job: Job) -> int:
        """Count the units that were set aside."""
        return int(getattr(job, "failed", 0))

    @admin.action(permissions=["change"], description="Stop the pipelines of the selected jobs")
    def cancel(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Stop jobs."""
        for job in queryset:
            services.stop(pipeline=job.pipeline, subject=job.subject)
        messages.success(request, "Stopped; calls already in flight end by themselves.")

    @admin.action(permissions=["change"], description="Go on with the selected jobs, trying again what failed")
    def resume(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Take jobs up again."""
        for job in queryset:
            services.retry_job(job=job.pk, by=_user_of(request))
        messages.success(request, "They go on.")

    @admin.action(permissions=["change"], description="Let the selected jobs go before all ordinary work")
    def move_first(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Move jobs before others."""
        for job in queryset:
            turns.move_first(job.pk)
        messages.success(request, "They go first.")

    @admin.action(permissions=["change"], description="Let the selected jobs go after all other work of their readers")
    def move_last(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Move jobs behind others."""
        for job in queryset:
            turns.move_last(job.pk)
        messages.success(request, "They go last.")


@admin.register(Run)
class RunAdmin(admin.ModelAdmin[Run]):
    """What has run, read-only."""

    list_display = ("subject", "pipeline", "started", "started_by", "finished", "outcome")
    list_filter = ("pipeline", "outcome")
    search_fields = ("=subject", "started_by__email")
    list_select_related = ("started_by",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: runs are written by the engine."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:
        """Return False: history stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:
        """Return False: a run goes with its subject."""
        return False


def _user_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
