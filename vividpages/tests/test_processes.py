"""The main job with real worker processes, one of which is killed in the middle."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.db.models import Count, Sum

from books import services
from books.models import VividPage
from jobs import engine
from jobs.models import Job, Unit
from storyboards.models import PictureVersion
from vividpages.drive import drive
from vividpages.tests.machine import Machine, let_leases_run_out, wait_until

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.processes


@pytest.fixture
def vividpage(reader: User, sample_epub: Path) -> VividPage:
    with sample_epub.open("rb") as epub:
        return services.upload(owner=reader, epub=epub)


def _pictures(vividpage: VividPage) -> int:
    return PictureVersion.objects.filter(picture__scene__vividpage=vividpage).count()


def _completed(vividpage: VividPage) -> bool:
    vividpage.refresh_from_db()
    return vividpage.status == VividPage.Status.COMPLETED


def test_a_worker_that_is_started_later_makes_the_book(machine: Machine, vividpage: VividPage) -> None:
    services.start(vividpage=vividpage, until="analysis")

    machine.start_worker()

    wait_until(lambda: _completed(vividpage))
    assert vividpage.scenes.filter(analysis__isnull=True).count() == 0


def test_a_book_whose_worker_is_killed_completes_with_one_picture_a_scene(
    machine: Machine, vividpage: VividPage
) -> None:
    drive(vividpage, until="analysis")
    services.start(vividpage=vividpage)
    engine.plan_once(Job.objects.get(stage="image-generation"))
    claimed = Unit.objects.filter(kind="scene", state=Unit.State.CLAIMED)
    with transaction.atomic():
        # No picture of these can be kept for as long as their rows are held: whoever draws one is cut off at it.
        held = len(vividpage.scenes.filter(number__gt=3).select_for_update())
        worker = machine.start_worker()
        wait_until(lambda: _pictures(vividpage) == vividpage.scene_count - held and claimed.exists())
        machine.kill(worker)
    drawn = set(PictureVersion.objects.values_list("pk", flat=True))
    cut_off = Unit.objects.filter(state=Unit.State.CLAIMED).count()
    let_leases_run_out()
    machine.start_worker()
    wait_until(lambda: _completed(vividpage))

    chosen = vividpage.scenes.filter(is_chosen=True)
    assert chosen.filter(picture__active_version__isnull=True).count() == 0
    versions = chosen.annotate(versions=Count("picture__versions"))
    assert set(versions.values_list("versions", flat=True)) == {1}
    assert drawn <= set(PictureVersion.objects.values_list("pk", flat=True)), "what was drawn stayed"
    assert cut_off > 0
    attempts = Unit.objects.aggregate(all=Sum("attempts"))["all"]
    assert attempts - Unit.objects.count() == cut_off, "only what was cut off was done again"
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.COMPLETED}


def test_a_supervisor_whose_folder_has_gone_looks_after_its_processes_still(machine: Machine) -> None:
    worker = machine.start_worker()
    sign = Path(machine.environment["VIVIDPAGES_VAR"]) / "alive" / f"worker-{worker.pid}"
    wait_until(sign.exists)

    shutil.rmtree(sign.parent)

    wait_until(sign.exists)
