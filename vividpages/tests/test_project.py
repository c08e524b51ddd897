"""What must hold of the project as a whole."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from vividpages.pipelines import PIPELINES

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


@pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.name)
def test_every_stage_of_a_pipeline_has_a_name_of_its_own_and_one_step_for_each_kind(pipeline: Any) -> None:
    kinds = [[step.kind for step in stage.steps] for stage in pipeline.stages]

    assert len(set(pipeline.stage_names)) == len(pipeline.stages)
    assert all(len(set(of_stage)) == len(of_stage) > 0 for of_stage in kinds)


def test_no_code_is_kept_from_being_formatted() -> None:
    kept = [
        path.name
        for folder in settings.BASE_DIR.iterdir()
        if folder.is_dir() and folder.name not in ("var", "static-root") and not folder.name.startswith(".")
        for path in folder.rglob("*.py")
        if any(f"# fmt: {word}" in path.read_text() for word in ("skip", "off"))
    ]

    assert kept == []


@pytest.mark.parametrize("name", ["requirements", "requirements-docs"])
def test_who_tests_has_the_versions_that_others_have(name: str) -> None:
    def pinned(file: str) -> set[str]:
        return set(re.findall(r"^[\w.\[\],-]+==\S+", (Path(settings.BASE_DIR) / file).read_text(), re.MULTILINE))

    assert pinned(f"{name}.txt") - pinned("requirements-dev.txt") == set()


def test_the_database_knows_vectors() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT '[1,2,3]'::vector <-> '[1,2,5]'::vector")
        assert cursor.fetchone()[0] == 2


def test_health_is_good_while_the_database_answers(client: Client) -> None:
    assert client.get("/health/").json() == {"status": "ok"}


def test_no_inline_script_or_style_is_allowed_anywhere(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
