"""Jobs in the admin: what is under way, what was set aside and why."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from jobs import services
from jobs.models import Job, Unit


class UnitInline(admin.TabularInline[Unit, Job]):
    """A job's units, read-only."""

    model = Unit
    fields = ("number", "label", "state", "attempts", "reason", "started", "finished")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Units are laid out by their stage."""
        return False


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """Follow jobs, stop them, take them up again."""

    list_display = ("vividpage", "stage", "state", "units_done", "units_failed", "created", "finished")
    list_filter = ("state", "stage")
    search_fields = ("vividpage__title", "vividpage__owner__email", "=id")
    list_select_related = ("vividpage",)
    readonly_fields = ("id", "vividpage", "stage", "state", "until", "planned", "reason", "created", "finished")
    inlines = [UnitInline]
    actions = ["cancel", "resume"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """With their counts."""
        return super().get_queryset(request).annotate(
            total=Count("units"),
            done=Count("units", filter=Q(units__state=Unit.State.DONE)),
            failed=Count("units", filter=Q(units__state=Unit.State.FAILED)),
        )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Jobs are started by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Jobs are stopped and taken up by actions; a form could only save what was true when it was opened."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """A job goes with its book; alone, it would leave the book in the making for ever."""
        return False

    @admin.display(description="done")
    def units_done(self, job: Job) -> str:
        """Done over total."""
        return f"{getattr(job, 'done', 0)} / {getattr(job, 'total', 0)}"

    @admin.display(description="set aside", ordering="failed")
    def units_failed(self, job: Job) -> int:
        """How many units were set aside."""
        return int(getattr(job, "failed", 0))

    @admin.action(permissions=["change"], description="Stop the selected jobs")
    def cancel(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Stop jobs."""
        for job in queryset:
            services.cancel_job(job=job)
        messages.success(request, "Stopped; calls already in flight end by themselves.")

    @admin.action(permissions=["change"], description="Go on with the selected jobs, trying again what failed")
    def resume(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Take jobs up again."""
        for job in queryset:
            services.resume_job(job=job)
        messages.success(request, "They go on.")
