"""Locks on the work of a subject: who has a unit waits for nobody who may be waiting for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection, transaction

from books.tests.making import make_job
from jobs import services
from jobs.models import Job

if TYPE_CHECKING:
    from books.models import VividPage


@pytest.mark.django_db(transaction=True)
def test_jobs_that_somebody_has_are_not_waited_for(vividpage: VividPage) -> None:
    job = make_job(vividpage, "analysis")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=job.pk)
            held.set()
            done.wait()
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    with transaction.atomic():
        assert not services.lock_if_free(subject=vividpage.pk, pipeline=job.pipeline)
        assert services.lock_if_free(subject=uuid4(), pipeline=job.pipeline)
    done.set()
    holder.join()
    with transaction.atomic():
        assert services.lock_if_free(subject=vividpage.pk, pipeline=job.pipeline)
