"""What is handed to workers, and that it is handed over in one place."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule

from characters import tasks
from jobs import queue, services
from jobs import tasks as jobs_tasks

pytestmark = pytest.mark.django_db(transaction=True)
TASK = "characters.tasks.embed_again"


def test_a_task_is_queued_once_the_transaction_is_through() -> None:
    with transaction.atomic():
        queue.enqueue(tasks.embed_again, "a book")
        assert not OrmQ.objects.exists()

    assert [(task.func(), task.args()) for task in OrmQ.objects.all()] == [(TASK, ("a book",))]


def test_nothing_is_queued_by_a_transaction_that_was_rolled_back() -> None:
    with transaction.atomic():
        queue.enqueue(tasks.embed_again, "a book")
        transaction.set_rollback(True)

    assert not OrmQ.objects.exists()


def test_only_tasks_of_the_same_function_are_counted() -> None:
    queue.enqueue(tasks.embed_again, "a book")
    queue.enqueue(jobs_tasks.collect_batches)

    assert queue.waiting(tasks.embed_again) == 1


def test_a_task_that_is_still_to_come_is_put_off_and_taken_back() -> None:
    now = timezone.now()
    for minutes in (1, 2):
        queue.schedule_at(tasks.embed_again, "a book", when=now + timedelta(minutes=minutes))

    assert Schedule.objects.get().next_run == now + timedelta(minutes=2)
    assert queue.is_scheduled(tasks.embed_again, "a book")
    queue.unschedule(tasks.embed_again, "a book")
    assert not queue.is_scheduled(tasks.embed_again, "a book")


def test_what_an_earlier_version_had_run_every_minute_is_run_no_more() -> None:
    Schedule.objects.create(name="batches", func="providers.tasks.collect", schedule_type=Schedule.MINUTES, minutes=1)
    services.schedule_housekeeping()
    services.schedule_housekeeping()

    every_minute = Schedule.objects.filter(schedule_type=Schedule.MINUTES)
    assert set(every_minute.values_list("func", flat=True)) == {
        "jobs.tasks.collect_batches",
        "accounts.tasks.clear_expired",
        "films.tasks.grant_wishes",
        "monitoring.tasks.watch",
        "notifications.tasks.deliver",
    }


def test_what_an_earlier_version_has_queued_and_nothing_does_any_more_is_dropped() -> None:
    queue.enqueue("jobs.tasks.work_on", "a job")
    queue.enqueue(tasks.embed_again, "a book")
    queue.schedule_at("characters.tasks.there_is_no_more", "a book", when=timezone.now())
    queue.discard_unknown()

    assert [task.func() for task in OrmQ.objects.all()] == [TASK]
    assert not Schedule.objects.exists()


def test_tasks_are_run_one_after_the_other_until_told_to_stop() -> None:
    for _ in range(3):
        queue.enqueue(jobs_tasks.collect_batches)
    held: list[int] = []

    queue.run_tasks(is_stopping=lambda: held.count(0) == 2, on_look=lambda: None, on_task=held.append)

    assert [number != 0 for number in held] == [True, False, True, False]
    assert OrmQ.objects.count() == 1, "what is done is out of the queue"


def test_a_task_that_fails_ends_no_process_and_leaves_the_queue() -> None:
    queue.enqueue("jobs.tasks.there_is_no_such_task")
    held: list[int] = []

    queue.run_tasks(is_stopping=lambda: held.count(0) == 1, on_look=lambda: None, on_task=held.append)

    assert not OrmQ.objects.exists()


def test_a_task_whose_process_has_died_runs_again_soon() -> None:
    queue.enqueue(tasks.embed_again, "a book")
    task = OrmQ.objects.get()
    OrmQ.objects.update(lock=timezone.now() + timedelta(minutes=12))

    queue.give_back(task.pk)

    task.refresh_from_db()
    assert timezone.now() < task.lock < timezone.now() + timedelta(minutes=1)


def test_whatever_runs_every_minute_is_there() -> None:
    services.schedule_housekeeping()

    for path in Schedule.objects.values_list("func", flat=True):
        assert callable(import_string(path))


def test_tasks_are_named_by_string_in_their_own_app_only_and_are_there() -> None:
    named = [
        (source.relative_to(settings.BASE_DIR).parts[0], value)
        for source in sources()
        for value in strings_of(source)
        if value.count(".") == 2 and ".tasks." in value and " " not in value
    ]

    assert named
    assert [(app, path) for app, path in named if not path.startswith(f"{app}.")] == []
    for _, path in named:
        assert callable(import_string(path))


def sources() -> list[Path]:
    """Return the code of our apps, without tests and migrations."""
    apps = ("accounts", "providers", "jobs", "books", "characters", "storyboards", "web", "vividpages")
    paths = (source for app in apps for source in (Path(settings.BASE_DIR) / app).rglob("*.py"))
    return [source for source in paths if not {"tests", "migrations"} & set(source.parts)]


def strings_of(source: Path) -> list[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
