"""Several pipelines on one subject: none touches the other, and only those that decide its status do so."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from books.models import VividPage
from books.services import delete
from books.tests.vividpages import make_vividpage
from jobs import engine, pipelines, queries, services, settling
from jobs.models import Job, Run, Unit
from jobs.pipelines import Pipeline, Stage, UnitRejected
from jobs.tests.conftest import Errands
from providers.tests.test_ledger_in_trouble import wait_until_somebody_waits_for_a_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

FIRST, SECOND = "errands", "parcels"


@pytest.fixture
def parcels() -> Iterator[Errands]:
    """A second pipeline of two stages, which does not decide the status of its book."""
    step = Errands()
    pipelines.register(Pipeline(SECOND, "Parcels", (step.stage("layout"), step.stage("packing"))))
    yield step
    del pipelines._pipelines[SECOND]  # noqa: SLF001


@pytest.fixture
def both(errands: Errands, parcels: Errands, vividpage: VividPage) -> VividPage:
    """A book that both pipelines work on."""
    errands.add("wash", "cook")
    parcels.add("print", "bind")
    for name in (FIRST, SECOND):
        begin(vividpage, name)
    for job in Job.objects.all():
        engine.plan_once(job)
    return vividpage


def begin(vividpage: VividPage, pipeline: str, **options: Any) -> Job | None:
    return services.start(pipeline=pipeline, subject=vividpage.pk, owner=vividpage.owner, by=vividpage.owner, **options)


def job_of(vividpage: VividPage, pipeline: str) -> Job:
    return Job.objects.get(pipeline=pipeline, subject=vividpage.pk)


def status_of(vividpage: VividPage) -> str:
    return VividPage.objects.get(pk=vividpage.pk).status


def states(vividpage: VividPage, pipeline: str) -> list[str]:
    jobs = Job.objects.filter(pipeline=pipeline, subject=vividpage.pk).order_by("created")
    return list(jobs.values_list("state", flat=True))


def fail(error: Exception) -> Any:
    def deed() -> None:
        raise error

    return deed


def test_a_pipeline_that_does_not_decide_the_status_leaves_it_alone_when_it_starts(
    vividpage: VividPage, parcels: Errands
) -> None:
    begin(vividpage, SECOND)

    assert status_of(vividpage) == VividPage.Status.UPLOADED


def test_stopping_one_pipeline_stops_neither_the_other_nor_the_book(both: VividPage) -> None:
    services.stop(pipeline=SECOND, subject=both.pk)

    assert states(both, SECOND) == [Job.State.CANCELLED]
    assert states(both, FIRST) == [Job.State.RUNNING]
    assert status_of(both) == VividPage.Status.WORKING


def test_completing_one_pipeline_ends_neither_the_other_nor_the_book(both: VividPage, parcels: Errands) -> None:
    while job := Job.objects.filter(pipeline=SECOND, state=Job.State.RUNNING).first():
        engine.work_on(job, seconds=60)

    assert states(both, SECOND) == [Job.State.COMPLETED] * 2
    assert status_of(both) == VividPage.Status.WORKING
    assert job_of(both, FIRST).units.filter(state=Unit.State.WAITING).count() == 2


def test_a_pipeline_that_fails_leaves_the_other_and_the_book_alone(both: VividPage, parcels: Errands) -> None:
    parcels.deeds["print"] = fail(UnitRejected("There is no paper."))
    Unit.objects.filter(label="print").update(essential=True)
    engine.work_on(job_of(both, SECOND), seconds=60)

    assert states(both, SECOND) == [Job.State.FAILED]
    assert states(both, FIRST) == [Job.State.RUNNING]
    assert status_of(both) == VividPage.Status.WORKING


def test_the_making_may_end_while_parcels_are_still_packed(both: VividPage) -> None:
    engine.work_on(job_of(both, FIRST), seconds=60)

    assert status_of(both) == VividPage.Status.COMPLETED
    assert states(both, SECOND) == [Job.State.RUNNING]


def test_stopping_the_making_leaves_the_parcels_running(both: VividPage) -> None:
    services.stop(pipeline=FIRST, subject=both.pk)

    assert status_of(both) == VividPage.Status.CANCELLED
    assert states(both, SECOND) == [Job.State.RUNNING]


def test_going_on_takes_up_one_pipeline_alone(both: VividPage) -> None:
    for name in (FIRST, SECOND):
        services.stop(pipeline=name, subject=both.pk)
    services.go_on(pipeline=SECOND, subject=both.pk)

    assert states(both, SECOND) == [Job.State.RUNNING]
    assert states(both, FIRST) == [Job.State.CANCELLED]
    assert status_of(both) == VividPage.Status.CANCELLED


def test_there_is_nothing_to_go_on_with_while_all_runs(both: VividPage) -> None:
    assert services.go_on(pipeline=FIRST, subject=both.pk) is None


def test_retrying_tries_what_failed_in_one_pipeline_alone(both: VividPage, errands: Errands, parcels: Errands) -> None:
    for step, label in ((errands, "wash"), (parcels, "print")):
        step.deeds[label] = fail(UnitRejected("It cannot be done."))
    while job := Job.objects.filter(state=Job.State.RUNNING).first():
        engine.work_on(job, seconds=60)
    failed = list(Unit.objects.filter(state=Unit.State.FAILED).values_list("pk", flat=True))
    services.retry(pipeline=SECOND, subject=both.pk, units=failed)

    assert Unit.objects.get(label="print", job__stage="layout").state == Unit.State.WAITING
    assert Unit.objects.get(label="wash").state == Unit.State.FAILED
    assert status_of(both) == VividPage.Status.COMPLETED_WITH_FAILURES


def test_progress_pauses_and_failures_are_told_of_one_pipeline(both: VividPage, parcels: Errands) -> None:
    parcels.deeds["print"] = fail(UnitRejected("There is no paper."))
    engine.work_on(job_of(both, SECOND), seconds=60)
    settling.pause(job_of(both, FIRST).pk, reason="There is no water.", seconds=None)

    assert [p.stage for p in queries.progress_of(pipeline=FIRST, subject=both.pk)] == ["errands"]
    assert queries.pause_of(pipeline=SECOND, subject=both.pk) is None
    assert queries.pause_of(pipeline=FIRST, subject=both.pk).reason == "There is no water."
    assert [unit.label for unit in queries.failures_of(pipeline=SECOND, subject=both.pk)] == ["print"]
    assert queries.failures_of(pipeline=FIRST, subject=both.pk) == []


def test_a_stage_follows_the_one_before_it(vividpage: VividPage, parcels: Errands) -> None:
    begin(vividpage, SECOND)
    engine.work_on(Job.objects.get(), seconds=60)

    assert list(Job.objects.order_by("created").values_list("stage", "state")) == [
        ("layout", Job.State.COMPLETED),
        ("packing", Job.State.RUNNING),
    ]


def test_a_slice_goes_on_with_the_stage_that_follows(vividpage: VividPage, parcels: Errands) -> None:
    begin(vividpage, SECOND)
    engine.work_slice(seconds=60)

    assert states(vividpage, SECOND) == [Job.State.COMPLETED] * 2


def test_a_pipeline_ends_after_the_stage_that_was_asked_for(vividpage: VividPage, parcels: Errands) -> None:
    begin(vividpage, SECOND, until="layout")
    engine.work_on(Job.objects.get(), seconds=60)

    assert Job.objects.get().state == Job.State.COMPLETED


def test_asking_for_more_while_it_runs_makes_it_go_farther(vividpage: VividPage, parcels: Errands) -> None:
    begin(vividpage, SECOND, until="layout")
    begin(vividpage, SECOND)

    assert Job.objects.get().until == ""


def test_a_pipeline_that_is_completed_has_nothing_to_start(vividpage: VividPage, parcels: Errands) -> None:
    begin(vividpage, SECOND)
    while job := Job.objects.filter(state=Job.State.RUNNING).first():
        engine.work_on(job, seconds=60)

    assert begin(vividpage, SECOND) is None


def test_units_that_were_added_are_worked_on_unless_the_work_was_stopped(
    vividpage: VividPage, parcels: Errands
) -> None:
    parcels.add("print")
    begin(vividpage, SECOND, until="layout")
    engine.work_on(Job.objects.get(), seconds=60)
    added = {"pipeline": SECOND, "subject": vividpage.pk, "stage": "layout"}

    assert services.work_on_added(**added)  # type: ignore[arg-type]
    assert Job.objects.get().state == Job.State.RUNNING
    services.stop(pipeline=SECOND, subject=vividpage.pk)
    assert not services.work_on_added(**added)  # type: ignore[arg-type]


def test_there_is_one_job_per_pipeline_subject_and_stage(both: VividPage) -> None:
    with pytest.raises(IntegrityError, match="job_one_per_stage_of_a_subject"), transaction.atomic():
        Job.objects.create(pipeline=FIRST, subject=both.pk, owner=both.owner, stage="errands")


def test_a_unit_of_a_kind_that_there_is_no_more_is_set_aside(both: VividPage) -> None:
    Unit.objects.filter(label="wash").update(kind="of an earlier version")
    engine.work_on(job_of(both, FIRST), seconds=60)

    assert Unit.objects.get(label="wash").state == Unit.State.FAILED


# --- history ---------------------------------------------------------------------------------------------------------


def runs_of(vividpage: VividPage, pipeline: str) -> list[Run]:
    return [run for run in queries.runs_of(subject=vividpage.pk) if run.pipeline == pipeline]


def test_a_run_is_kept_with_who_started_it_and_how_it_ended(both: VividPage, reader: User) -> None:
    engine.work_on(job_of(both, FIRST), seconds=60)
    [run] = runs_of(both, FIRST)

    assert (run.started_by, run.outcome) == (reader, Run.Outcome.COMPLETED)
    assert run.started < run.finished


def test_each_start_after_an_end_is_a_run_of_its_own(both: VividPage) -> None:
    services.stop(pipeline=FIRST, subject=both.pk)
    begin(both, FIRST)
    latest, first = runs_of(both, FIRST)

    assert (first.outcome, latest.outcome) == (Run.Outcome.CANCELLED, "")
    assert latest.finished is None


def test_a_pause_does_not_end_a_run(both: VividPage) -> None:
    settling.pause(job_of(both, FIRST).pk, reason="There is no water.", seconds=None)
    services.go_on(pipeline=FIRST, subject=both.pk)

    assert [run.finished for run in runs_of(both, FIRST)] == [None]


def test_a_run_that_failed_says_why(both: VividPage, parcels: Errands) -> None:
    parcels.deeds["print"] = fail(UnitRejected("There is no paper."))
    Unit.objects.filter(label="print").update(essential=True)
    engine.work_on(job_of(both, SECOND), seconds=60)
    [run] = runs_of(both, SECOND)

    assert (run.outcome, run.reason) == (Run.Outcome.FAILED, "There is no paper.")


def test_a_run_with_units_that_were_set_aside_says_so_whatever_came_after(both: VividPage, parcels: Errands) -> None:
    parcels.deeds["print"] = fail(UnitRejected("There is no paper."))
    engine.work_on(job_of(both, SECOND), seconds=60)
    del parcels.deeds["print"]
    engine.work_on(Job.objects.get(pipeline=SECOND, state=Job.State.RUNNING), seconds=60)

    assert [run.outcome for run in runs_of(both, SECOND)] == [Run.Outcome.COMPLETED_WITH_FAILURES]


def test_a_deleted_book_leaves_no_job_and_no_history(both: VividPage) -> None:
    delete(vividpage=both)

    assert not Job.objects.exists()
    assert not Unit.objects.exists()
    assert not Run.objects.exists()


def test_deleting_one_book_leaves_the_work_on_others(both: VividPage, reader: User) -> None:
    other = make_vividpage(owner=reader, title="Another Book")
    begin(other, FIRST)
    delete(vividpage=both)

    assert list(Job.objects.values_list("subject", flat=True)) == [other.pk]
    assert list(Run.objects.values_list("subject", flat=True)) == [other.pk]


def test_work_on_a_book_that_was_deleted_behind_its_back_goes_as_well(vividpage: VividPage) -> None:
    begin(vividpage, "making")
    VividPage.objects.all().delete()

    engine.work_slice(seconds=5)

    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_stages_are_opened_again_in_the_order_in_which_jobs_are_locked(parcels: Errands, vividpage: VividPage) -> None:
    """Else who stops or deletes the work, and locks the first of them before the others, could wait for ever."""
    shared = {"pipeline": SECOND, "subject": vividpage.pk, "owner": vividpage.owner}
    later = Job.objects.create(**shared, stage="packing")
    first = Job.objects.create(**shared, stage="layout", created=later.created - timedelta(minutes=1))
    pipelines.register(Pipeline(SECOND, "Parcels", (parcels.stage("text"), *_stages(parcels))))

    def reopen() -> None:
        try:
            with transaction.atomic():
                services.reopen(pipeline=SECOND, subject=vividpage.pk, after="text")
        finally:
            connection.close()

    thread = Thread(target=reopen)
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=first.pk)
        thread.start()
        wait_until_somebody_waits_for_a_lock()
        assert Job.objects.select_for_update(nowait=True).filter(pk=later.pk).exists()
    thread.join()


def _stages(parcels: Errands) -> tuple[Stage, ...]:
    return parcels.stage("layout"), parcels.stage("packing")
