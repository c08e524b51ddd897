"""Units of a process that has died are free at once, those of one that lives are not, whatever their leases say."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from jobs import claims, engine, lifelines, services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
    from pathlib import Path

    from pytest_django import Settings

    from jobs.models import Job, Unit
    from jobs.tests.conftest import Errands

_fork = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(lifelines, "_own", [])


def _live(tell: Connection) -> None:
    """Hold a lifeline, and live until killed."""
    lifelines.hold()
    tell.send(lifelines.new_claim())
    tell.poll(None)


@pytest.fixture
def worker() -> Iterator[tuple[ForkProcess, UUID]]:
    """A process that lives, and a token of its to claim with."""
    ours, theirs = _fork.Pipe()
    process = _fork.Process(target=_live, args=(theirs,), daemon=True)
    process.start()
    yield process, ours.recv()
    process.kill()
    process.join()


def _claimed(job: Job, errands: Errands, token: UUID) -> Unit:
    errands.add("wash")
    engine.plan_once(job)
    unit = claims.claim_next(job_id=job.pk, token=token)
    assert unit is not None
    return unit


def test_a_unit_is_free_as_soon_as_its_process_is_dead_and_not_before(
    worker: tuple[ForkProcess, UUID], job: Job, errands: Errands
) -> None:
    process, token = worker
    _claimed(job, errands, token)
    services.sweep()
    assert claims.claim_next(job_id=job.pk, token=uuid4()) is None, "its process lives"

    process.kill()
    process.join()

    assert services.sweep() == [job.pk]
    again = claims.claim_next(job_id=job.pk, token=uuid4())
    assert again is not None
    assert again.attempts == 2
    assert list(lifelines.folder().iterdir()) == []


def test_a_death_frees_nothing_of_others(worker: tuple[ForkProcess, UUID], job: Job, errands: Errands) -> None:
    process, _ = worker
    lifelines.hold()
    unit = _claimed(job, errands, lifelines.new_claim())

    process.kill()
    process.join()

    assert lifelines.free_units_of_the_dead() == 0
    assert claims.finish(unit)


def test_files_of_another_machine_are_left_alone(job: Job, errands: Errands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifelines, "_machine", lambda: "another-")
    lifelines.hold()
    unit = _claimed(job, errands, lifelines.new_claim())
    lifelines._own[0].file.close()  # it is dead, or locks are not seen from here  # noqa: SLF001
    monkeypatch.undo()

    assert lifelines.free_units_of_the_dead() == 0
    assert claims.finish(unit)


def test_a_process_whose_disk_takes_no_file_claims_as_one_of_another_machine(settings: Settings) -> None:
    settings.VAR_DIR = settings.VAR_DIR / "no-folder"
    settings.VAR_DIR.write_text("where no folder can be made")

    lifelines.hold()

    assert lifelines.new_claim() != lifelines.new_claim()
    assert lifelines.free_units_of_the_dead() == 0
