"""Databases that earlier versions made, see `data/README.md`, are brought to today with everything in them."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from books.models import Scene, VividPage
from characters.models import Character, Quote
from jobs.models import Job
from storyboards.models import Picture, PictureVersion
from vividpages.ready import lacks_tables
from vividpages.tests.databases import working_on

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "channels_postgres"]), pytest.mark.whole]

DATA = Path(__file__).parent / "data"
NAME = f"upgraded_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.mark.parametrize("version", ["v0_1", "v0_3"])
def test_a_book_that_an_earlier_version_made_is_whole_today(version: str, transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {NAME}")
    try:
        with working_on(NAME):
            with connection.cursor() as cursor:
                cursor.execute(gzip.decompress((DATA / f"{version}.sql.gz").read_bytes()).decode())
                cursor.execute("SET search_path TO public")
            connection.close()

            call_command("migrate", verbosity=0)

            assert not lacks_tables()
            book = VividPage.objects.get()
            assert (book.title, book.owner, book.status) == ("Stopped", User.objects.get(), "completed")
            assert (book.chapters.count(), Scene.objects.count(), book.scene_count) == (6, 12, 12)
            assert sorted(Character.objects.values_list("name", flat=True)) == ["Martha Gray", "Peter Lund"]
            assert Quote.objects.filter(speaker__name="Martha Gray").count() == 12
            shown = Picture.objects.filter(kind=Picture.Kind.SCENE, active_version__isnull=False)
            assert shown.values("scene").distinct().count() == 12
            assert not PictureVersion.objects.filter(image="").exists()
            assert set(Job.objects.values_list("state", flat=True)) == {Job.State.COMPLETED}
            assert book.identity
            assert book.budget.subject == book.pk
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
