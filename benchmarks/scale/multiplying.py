"""One reader's rows again and again in PostgreSQL alone: `INSERT … SELECT` over `generate_series`.

Every copy has ids, files, digests, vectors and times of its own; texts are the same. So rows and indexes are as wide as
the real ones. Indexes that hold up no constraint are dropped meanwhile and built again.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models, transaction
from pgvector.django import VectorField

if TYPE_CHECKING:
    from accounts.models import User

COPIED = (
    "providers.Budget",
    "books.VividPage",
    "books.Chapter",
    "books.Scene",
    "books.BookNote",
    "books.BookPicture",
    "books.Reading",
    "characters.Character",
    "characters.CharacterChange",
    "characters.Setting",
    "characters.Analysis",
    "characters.Presence",
    "characters.Quote",
    "characters.Finding",
    "characters.Embedding",
    "storyboards.Picture",
    "storyboards.PictureVersion",
    "jobs.Job",
    "jobs.Unit",
    "jobs.Run",
    "providers.PaidCall",
    "writing.Story",
    "writing.Branch",
    "writing.Segment",
)
"""Left out: editions, films, edits, notifications, votes, comments, sources: few rows for each book."""
DIGESTS = {"identity", "fingerprint", "link"}
HEAVY = 50
"""The first so many copies belong to one reader: somebody with a large library of their own."""
BATCH = 25
"""Readers of one transaction."""
UNDER_WAY = 40
"""Of so many readers, one has a book in the making."""
FUNCTIONS = """
CREATE SCHEMA IF NOT EXISTS sample;
CREATE OR REPLACE FUNCTION sample.id(uuid, bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN $1 IS NULL THEN NULL ELSE md5($1::text || $2)::uuid END $$;
CREATE OR REPLACE FUNCTION sample.digest(text, bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN $1 = '' THEN '' ELSE left(md5($1 || $2) || md5($2 || $1), greatest(length($1), 32)) END $$;
CREATE OR REPLACE FUNCTION sample.file(text, uuid, bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN $1 = '' THEN '' ELSE
        'kept/' || $2 || '/' || left(md5($1 || $3), 2) || '/' || md5($1 || $3) || md5($3 || $1) || '.webp' END $$;
CREATE OR REPLACE FUNCTION sample.near(vector) RETURNS vector LANGUAGE sql VOLATILE
    AS $$ SELECT l2_normalize($1 + (
        SELECT array_agg((random() - 0.5) * 0.075) FROM generate_series(1, vector_dims($1))
    )::vector) $$;
"""


@dataclass(frozen=True, slots=True)
class Growth:
    """What it took to grow: seconds to write the rows, and to build each index."""

    rows_seconds: float
    index_seconds: dict[str, float]


def prepare() -> None:
    """Keep the sample's rows apart, and let the searched words of scenes be copied instead of being made each time."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        cursor.execute("SELECT to_regclass('sample.accounts_user') IS NOT NULL")
        if cursor.fetchone() == (True,):
            return
        for table in ("accounts_user", *(model._meta.db_table for model in _models())):
            cursor.execute(f'CREATE TABLE sample."{table}" AS SELECT * FROM "{table}"')
        # What Django imports gets its words by a trigger, as by the expression before; copies do not fire it.
        cursor.execute("ALTER TABLE books_scene ALTER COLUMN searched_words DROP EXPRESSION")
        cursor.execute(
            "CREATE FUNCTION sample.words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " NEW.searched_words := to_tsvector(NEW.search_configuration::regconfig, left(NEW.text, 200000));"
            " RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER words BEFORE INSERT OR UPDATE OF text, search_configuration ON books_scene"
            " FOR EACH ROW EXECUTE FUNCTION sample.words()"
        )


def grow(reader: User, *, start: int, stop: int) -> Growth:
    """Add the copies `start` to `stop` (without it) of the reader."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        dropped = _drop_indexes(cursor)
        try:
            for first in range(start, stop, BATCH):
                last = min(first + BATCH, stop) - 1
                with transaction.atomic():
                    for statement in _statements(reader):
                        cursor.execute(statement, {"first": first, "last": last})
                if (first - start) % (20 * BATCH) == 0:
                    sys.stderr.write(f"readers {first}–{last} after {time.monotonic() - began:.0f} s\n")
            _put_under_way(cursor, start, stop)
        finally:
            cursor.execute("RESET session_replication_role")
        rows_seconds = time.monotonic() - began
        seconds = _build(cursor, dropped)
        cursor.execute("VACUUM (ANALYZE)")
    return Growth(rows_seconds, seconds)


def _models() -> list[type[models.Model]]:
    return [apps.get_model(label) for label in COPIED]


def _statements(reader: User) -> list[str]:
    user = apps.get_model("accounts.User")
    made = {"id": f"sample.id('{reader.pk}', n)", "email": "'reader-' || n || '@example.com'"}
    columns = [field.column for field in user._meta.concrete_fields]
    whose = ", ".join(made.get(str(column), f'"{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    series = "generate_series(%(first)s, %(last)s) AS n"
    users = (
        f"INSERT INTO accounts_user ({named}) SELECT {whose} FROM {series}, sample.accounts_user"
        f" WHERE id = '{reader.pk}'"
    )
    return [users, *(_statement(model, reader) for model in _models())]


def _statement(model: type[models.Model], reader: User) -> str:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    named = ", ".join(f'"{field.column}"' for field in fields)
    shown = ", ".join(_expression(field, reader) for field in fields)
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({named}) SELECT {shown} FROM generate_series(%(first)s, %(last)s) AS n, '
        f'sample."{table}" AS s'
    )


def _expression(field: models.Field[Any, Any], reader: User) -> str:
    column = f's."{field.column}"'
    whose = f"sample.id('{reader.pk}', greatest(n, {HEAVY}))"
    target: Any = field.related_model
    if target is not None and target is not model_of_user():
        return f"sample.id({column}, n)" if target._meta.label in COPIED or target == "self" else column
    if target is not None:
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {whose} END"
    if isinstance(field, models.UUIDField):
        return f"sample.id({column}, n)"
    if isinstance(field, models.FileField):
        return f"left(sample.file({column}, {whose}, n), {field.max_length})"
    if isinstance(field, VectorField):
        return f"sample.near({column})"
    if isinstance(field, models.DateTimeField):
        return f"{column} - n * interval '3 hours'"
    return f"sample.digest({column}, n)" if field.name in DIGESTS else column


def model_of_user() -> type[models.Model]:
    return apps.get_model("accounts.User")


def _put_under_way(cursor: Any, start: int, stop: int) -> None:
    """Let some readers have a book in the making, half of its pictures drawn."""
    cursor.execute(
        """
        WITH chosen AS (
            SELECT DISTINCT ON (book.owner_id) job.id AS job, book.id AS book
            FROM generate_series(%s::bigint, %s::bigint) AS n
            JOIN sample.books_vividpage AS made ON made.scene_count > 20
            JOIN books_vividpage AS book ON book.id = sample.id(made.id, n)
            JOIN jobs_job AS job ON job.subject = book.id AND job.stage = 'image-generation'
            WHERE n %% %s = 0 ORDER BY book.owner_id, book.title
        ), books AS (
            UPDATE books_vividpage SET status = 'working' FROM chosen WHERE id = chosen.book
        ), running AS (
            UPDATE jobs_job SET state = 'running', finished = NULL FROM chosen WHERE id = chosen.job
        )
        UPDATE jobs_unit SET state = 'waiting', started = NULL, finished = NULL, attempts = 0
        FROM chosen WHERE job_id = chosen.job AND number %% 2 = 0
        """,
        [start, stop - 1, UNDER_WAY],
    )


def _drop_indexes(cursor: Any) -> dict[str, str]:
    tables = ["accounts_user", *(model._meta.db_table for model in _models())]
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY (%s::regclass[])"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) AND NOT indisunique",
        [tables],
    )
    found = dict(cursor.fetchall())
    for name in found:
        cursor.execute(f"DROP INDEX {name}")
    return found


def _build(cursor: Any, indexes: dict[str, str]) -> dict[str, float]:
    cursor.execute("SET maintenance_work_mem = '3GB'")
    seconds: dict[str, float] = {}
    for name, definition in indexes.items():
        began = time.monotonic()
        cursor.execute(definition)
        seconds[name] = round(time.monotonic() - began, 1)
    cursor.execute("RESET maintenance_work_mem")
    sys.stderr.write(f"indexes after {sum(seconds.values()):.0f} s\n")
    return seconds
