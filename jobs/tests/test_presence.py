"""Which workers there are."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from jobs import presence
from jobs.models import Cluster

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db


def test_a_worker_shows_itself_once_for_each_process_until_it_leaves(settings: Settings) -> None:
    settings.WORKER_STAGES, settings.WORKERS = "film", 3
    for pid in (11, 11, 12):
        presence.show(pid=pid)
    presence.leave(pid=12)

    assert Cluster.objects.count() == 2
    (alive,) = presence.alive()
    assert (alive.host, alive.pid, alive.stages, alive.processes) == (socket.gethostname(), 11, "film", 3)


def test_who_is_silent_is_not_there_and_is_forgotten_an_hour_later() -> None:
    presence.show(pid=11)
    Cluster.objects.update(seen=timezone.now() - timedelta(minutes=5))
    assert not presence.alive().exists()
    Cluster.objects.update(seen=timezone.now() - timedelta(minutes=61))
    presence.show(pid=12)

    assert [cluster.pid for cluster in Cluster.objects.all()] == [12]
