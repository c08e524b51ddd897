"""How large tables and indexes are, how long questions take, and by which plans."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGE = 5_000
"""Rows of a table from which reading all of it is worth telling."""


@dataclass(slots=True)
class Asked:
    """One run: seconds altogether and in the database, and each statement with its seconds."""

    seconds: float = 0.0
    statements: list[tuple[float, str, Any]] = field(default_factory=list)

    @property
    def in_database(self) -> float:
        """Seconds until answers had come."""
        return sum(seconds for seconds, _, _ in self.statements)


@contextmanager
def watched() -> Iterator[Asked]:
    """Time what is asked."""
    asked = Asked()

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return run(sql, params, many, context)
        finally:
            asked.statements.append((time.perf_counter() - began, sql, params))

    began = time.perf_counter()
    with connection.execute_wrapper(execute):
        yield asked
    asked.seconds = time.perf_counter() - began


def figures(runs: list[Asked]) -> dict[str, Any]:
    """Sum up runs: milliseconds, queries, and the plan of the statement that took longest altogether."""
    totals: dict[str, float] = defaultdict(float)
    example: dict[str, tuple[float, Any]] = {}
    for run in runs:
        for seconds, sql, params in run.statements:
            totals[sql] += seconds
            if seconds > example.get(sql, (-1.0, None))[0]:
                example[sql] = (seconds, params)
    slowest = max((sql for sql in totals if sql.lstrip().startswith(("SELECT", "WITH"))), key=totals.__getitem__)
    return {
        "database_ms": _spread([run.in_database for run in runs]),
        "whole_ms": _spread([run.seconds for run in runs]),
        "queries": max(len(run.statements) for run in runs),
        "slowest": {
            "share": round(totals[slowest] / sum(totals.values()), 2),
            "sql": " ".join(slowest.split())[:300],
            **plan_of(slowest, example[slowest][1]),
        },
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 20
    return {"p50": round(cuts[9] * 1000, 2), "p95": round(cuts[18] * 1000, 2)}


def plan_of(sql: str, params: Any) -> dict[str, Any]:
    """Return a plan in short: nodes with their indexes from the top, large tables read whole, blocks touched."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        (answer,) = cursor.fetchone() or ("[]",)
    [found] = answer if isinstance(answer, list) else json.loads(answer)
    nodes = list(_nodes(found["Plan"]))
    whole = {
        str(node["Relation Name"])
        for node in nodes
        if node["Node Type"] == "Seq Scan" and node["Actual Rows"] + node.get("Rows Removed by Filter", 0) > LARGE
    }
    return {
        "plan": " < ".join(_short(node) for node in nodes),
        "read_whole": sorted(whole),
        "blocks": {"hit": found["Plan"].get("Shared Hit Blocks"), "read": found["Plan"].get("Shared Read Blocks")},
        "ms": round(found["Execution Time"], 2),
        "planning_ms": round(found["Planning Time"], 2),
    }


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _short(node: dict[str, Any]) -> str:
    where = node.get("Index Name") or node.get("Relation Name") or ""
    return f"{node['Node Type']} {where}".strip()


SIZES = """
SELECT relname, reltuples::bigint, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 100
ORDER BY pg_total_relation_size(oid) DESC
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_relation_size(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass ORDER BY 2 DESC
"""


def sizes() -> dict[str, Any]:
    """Return rows and bytes of each table, and bytes of its indexes."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        tables = cursor.fetchall()
        found: dict[str, Any] = {}
        for name, rows, own, indexes in tables:
            cursor.execute(INDEXES, [name])
            found[name] = {
                "rows": rows,
                "table_bytes": own,
                "index_bytes": indexes,
                "bytes_a_row": round((own + indexes) / max(rows, 1)),
                "indexes": dict(cursor.fetchall()),
            }
        cursor.execute("SELECT pg_database_size(current_database())")
        (whole,) = cursor.fetchone() or (0,)
    return {"database_bytes": whole, "tables": found}
