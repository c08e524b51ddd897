"""What must hold of the project as a whole."""

from __future__ import annotations

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from jobs import registry
from vividpages import pipeline

pytestmark = pytest.mark.django_db


def test_the_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_every_stage_of_the_pipeline_is_registered_by_an_app():
    assert [registry.stage_named(stage).name for stage in pipeline.STAGES] == list(pipeline.STAGES)


def test_the_database_knows_vectors():
    with connection.cursor() as cursor:
        cursor.execute("SELECT '[1,2,3]'::vector <-> '[1,2,5]'::vector")
        assert cursor.fetchone()[0] == 2


def test_health_is_good_while_the_database_answers(client):
    assert client.get("/health/").json() == {"status": "ok"}


def test_no_inline_script_or_style_is_allowed_anywhere(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
