"""Results: one line of JSON for each cell that was run, and a table of them all."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def read_results(path: Path) -> dict[str, dict[str, Any]]:
    """Return the last result of each cell, by its key."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return {f"{row['fault']}/{row['step']}/{row['seed']}": row for row in rows}


def write_result(path: Path, row: Mapping[str, Any]) -> None:
    """Append a result."""
    with path.open("a") as file:
        file.write(json.dumps(row, default=str) + "\n")


def table(
    rows: Sequence[Mapping[str, Any]], faults: Sequence[str], steps: Sequence[str], impossible: Mapping[str, str]
) -> str:
    """Return a table of faults and steps: of how many runs how many went well; – where there can be none."""
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows:
        counts[row["fault"], row["step"]].append(row["verdict"] == "well")
    lines = ["| fault | " + " | ".join(steps) + " |", "|---|" + "---|" * len(steps)]
    for fault in faults:
        shown = [_shown(counts[fault, step], impossible.get(f"{fault}/{step}", "")) for step in steps]
        lines.append(f"| {fault} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def summary(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the figures of all cells that were run."""
    taken_over = sorted(row["take_over"] for row in rows if row["take_over"] is not None)
    broken = [row for row in rows if row["verdict"] != "well"]
    return {
        "cells": len({(row["fault"], row["step"]) for row in rows}),
        "runs": len(rows),
        "broken": len(broken),
        "broken_cells": sorted({f"{row['fault']}/{row['step']}" for row in broken}),
        "hit_after_it_was_done": sum("after it was done" in row["hit"] for row in rows),
        "tried_again_by_reader": sum(row["retries"] > 0 for row in rows),
        "take_overs": len(taken_over),
        "take_over_median_seconds": taken_over[len(taken_over) // 2] if taken_over else None,
        "take_over_most_seconds": max(taken_over, default=None),
        "calls_billed": sum(row["bills"] for row in rows),
        "files_left_for_check_storage": sum(row["orphans"] for row in rows),
        "minutes": round(sum(row["seconds"] for row in rows) / 60, 1),
    }


def _shown(verdicts: Sequence[bool], why_not: str) -> str:
    if why_not:
        return "–"
    if not verdicts:
        return ""
    return f"{sum(verdicts)}/{len(verdicts)}" if not all(verdicts) else str(len(verdicts))
