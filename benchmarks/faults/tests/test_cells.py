"""Which cells there are, what is run again, and what the table shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.faults.cells import Cell, impossible, ordered
from benchmarks.faults.kinds import FAULTS
from benchmarks.faults.report import read_results, summary, table, write_result
from benchmarks.faults.running import Result
from benchmarks.faults.steps import STEPS

if TYPE_CHECKING:
    from pathlib import Path

LEAST = 130


def test_there_are_enough_cells_and_each_that_is_not_has_a_reason() -> None:
    reasons = [
        impossible(fault, step, has_disks=True, lacks="") for fault in FAULTS.values() for step in STEPS.values()
    ]
    assert reasons.count("") >= LEAST
    assert set(reasons) == {"", "the step asks no service"}
    assert impossible(FAULTS["media-full"], STEPS["drawing"], has_disks=False, lacks="")
    assert impossible(FAULTS["redis-gone"], STEPS["drawing"], has_disks=True, lacks="no redis") == "no redis"


def test_a_site_is_set_up_once_for_each_seed_and_profile() -> None:
    cells = [Cell(fault, "drawing", seed) for seed in (2, 1) for fault in ("s3-gone", "kill-web", "s3-slow")]
    profiles = {name: fault.profile for name, fault in FAULTS.items()}
    assert [(cell.seed, cell.fault) for cell in ordered(cells, profiles)] == [
        (seed, fault) for seed in (1, 2) for fault in ("kill-web", "s3-gone", "s3-slow")
    ]


def test_results_are_read_as_they_were_written_and_the_last_counts(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    assert read_results(path) == {}
    broken = Result("kill-web", "drawing", 1, verdict="broken", problems=["one picture is there twice"])
    for result in (broken, Result("kill-web", "drawing", 2), Result("kill-web", "filming", 1)):
        write_result(path, result.as_row())
    rows = list(read_results(path).values())
    assert "| kill-web | 1/2 | – | 1 |" in table(
        rows, ["kill-web"], ["drawing", "reading", "filming"], {"kill-web/reading": "why not"}
    )
    assert summary(rows)["broken_cells"] == ["kill-web/drawing"]
    write_result(path, Result("kill-web", "drawing", 1).as_row())
    assert summary(list(read_results(path).values()))["broken"] == 0
