"""What happens to a film when its worker dies, in each of its stages: at most one shot is made twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from custody.storage_check import check_storage
from files.workshop import Workshop, folders_of
from films.making import FILM
from films.models import Film, Shot, ShotFile
from films.services.making import request_film
from films.tests.books import SMALL, make_story, work_on
from jobs.models import Unit
from vividpages.tests.machine import let_leases_run_out, wait_until

if TYPE_CHECKING:
    from accounts.models import User
    from vividpages.tests.machine import Machine

WORKER = """
import sys, threading
from pathlib import Path
import django
django.setup()
from films.making import FILM
from films.models import Film
from films.services import keeping
from films.steps import assembly, shots
from films.tests.books import work_on

def stand_still(*_, **__):
    Path(sys.argv[1]).touch()
    threading.Event().wait()

stage, after = sys.argv[2], int(sys.argv[3])
make = shots.encoded
def encode(order, folder):
    files = make(order, folder)
    if Film.objects.get().done >= after:
        stand_still()
    return files
if stage == "shots":
    shots.encoded = encode
else:
    assembly.write_mp4 = stand_still
work_on(Film.objects.get())
"""
"""A worker that stands still when a shot is encoded and not yet kept, or the stream is kept and the film is not."""


@pytest.fixture
def asked(transactional_db: None, reader: User) -> Film:
    """A film that nobody has begun to make."""
    with transaction.atomic():
        vividpage = make_story(reader)
    return request_film(vividpage=vividpage, options=SMALL, by=reader)


def die_in(stage: str, machine: Machine, tmp_path: Path, *, after: int = 0) -> None:
    """Have a worker make a film until it stands still, and kill it with signal 9."""
    begun = tmp_path / "begun"
    machine.environment["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    worker = machine.start("-c", WORKER, str(begun), stage, str(after))
    wait_until(lambda: begun.exists() or worker.poll() is not None)
    assert worker.poll() is None, Path(machine.log.name).read_text()
    machine.kill(worker)
    connection.close()
    let_leases_run_out()


def folders() -> list[Path]:
    """List the folders in which a shot of the film is made, or was."""
    return folders_of(FILM, Shot.objects.values_list("pk", flat=True))


@pytest.mark.processes
def test_a_worker_that_is_killed_over_a_shot_loses_that_one_alone(
    machine: Machine, asked: Film, tmp_path: Path
) -> None:
    die_in("shots", machine, tmp_path, after=1)
    kept = dict(ShotFile.objects.filter(name=".240.mp4").values_list("shot", "file"))
    assert len(kept) >= 1
    assert folders()

    made = work_on(asked)

    assert (made.state, made.reason) == (Film.State.READY, "")
    assert dict(ShotFile.objects.filter(shot__in=kept, name=".240.mp4").values_list("shot", "file")) == kept
    again = Unit.objects.filter(kind="shot", attempts__gt=1).count()
    assert 1 <= again <= 2  # as many as were under way at once
    assert made.done == made.total == Shot.objects.count()
    assert folders() == []


@pytest.mark.processes
def test_a_worker_that_is_killed_while_it_puts_a_film_together_costs_nothing_that_was_encoded(
    machine: Machine, asked: Film, tmp_path: Path
) -> None:
    die_in("assembly", machine, tmp_path)
    kept = set(ShotFile.objects.values_list("file", flat=True))
    # Another thread was killed when it had kept a shot, and had not yet deleted the folder.
    shot = Shot.objects.values_list("pk", flat=True)[0]
    left = Workshop(FILM, shot).folder
    left.mkdir()

    made = work_on(asked)

    assert made.state == Film.State.READY
    assert set(ShotFile.objects.values_list("file", flat=True)) == kept
    assert folders() == []
    assert check_storage().orphans == []
