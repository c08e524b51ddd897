"""What happens to a film when its worker dies while a video service films for it: the clip is paid for once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as live
from django.db import connection, transaction

from accounts.tests.keyrings import OLD
from films.models import Film
from films.services.making import request_film
from films.tests.books import make_story, small_film, work_on
from providers.choosing.keys import add_key
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from vividpages.tests.machine import let_leases_run_out, wait_until

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire import WireServer
    from vividpages.tests.machine import Machine

WORKER = """
import sys, threading
from pathlib import Path
import django
from django.conf import settings
settings.KEY_ENCRYPTION_KEYS = eval(sys.argv[2])
settings.ALLOW_PRIVATE_PROVIDERS = True
django.setup()
from films.models import Film
from films.tests.books import work_on
from providers.services.runway.videos import RunwayVideos

def stand_still(*_, **__):
    Path(sys.argv[1]).touch()
    threading.Event().wait()

RunwayVideos.collect = stand_still
work_on(Film.objects.get())
"""
"""A worker that has handed a shot in and waits for its clip."""


@pytest.mark.processes
def test_a_worker_that_is_killed_while_it_waits_for_a_clip_pays_once(
    machine: Machine, transactional_db: None, reader: User, wire: WireServer, settings: Settings, tmp_path: Path
) -> None:
    settings.KEY_ENCRYPTION_KEYS, settings.ALLOW_PRIVATE_PROVIDERS = OLD, True
    service: Any = wire.services["runway"]
    service.waits = 0
    with transaction.atomic():
        add_key(user=reader, service="runway", secret="key_0123456789", base_url=wire.base_url("runway"))
        book = make_story(reader)
    film = request_film(vividpage=book, options=small_film(video="runway/gen4_turbo", chapters=[2]), by=reader)
    begun = tmp_path / "begun"
    machine.environment["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
    worker = machine.start("-c", WORKER, str(begun), repr(live.KEY_ENCRYPTION_KEYS))
    wait_until(lambda: begun.exists() or worker.poll() is not None)
    assert worker.poll() is None, Path(machine.log.name).read_text()
    machine.kill(worker)
    connection.close()
    assert PaidCall.objects.get().ticket
    let_leases_run_out()

    made = work_on(film)

    assert (made.state, made.reason, made.unmoved) == (Film.State.READY, "", 0)
    assert len([call for call in wire.calls if call.method == "POST"]) == 1
    assert PaidCall.objects.get().cost == Decimal("0.15")  # three seconds
    assert any(shot.recipe.get("clip") for shot in made.shots.all())
