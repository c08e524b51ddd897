"""Counts of many processes are one, whoever ends, and never stand in anybody's way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from telemetry import metrics, slots

ROOT = Path(__file__).resolve().parents[2]
COUNTS = """
import sys
from pathlib import Path
from telemetry import slots
slots.keep_in(Path(sys.argv[1]))
from telemetry import metrics
metrics.error_logged("jobs")
print(slots.number(), flush=True)
sys.stdin.readline()
metrics.error_logged("jobs")
"""


class Counting:
    """A process that counts once at its beginning and once before its end."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", COUNTS, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.slot = int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.communicate("\n")

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where others count; this process only reads."""
    monkeypatch.setattr(slots, "_folder", tmp_path)
    return tmp_path


def errors_counted() -> float:
    return sum(
        sample.value
        for metric in metrics.collected()
        for sample in metric.samples
        if sample.name == "vividpages_logged_errors_total"
    )


def test_processes_count_together_and_whoever_comes_next_goes_on_where_one_was_killed(folder: Path) -> None:
    first, second = Counting(folder), Counting(folder)
    assert first.slot != second.slot
    first.kill()
    third = Counting(folder)
    assert third.slot == first.slot
    second.end()
    third.end()

    assert errors_counted() == 5
    assert len(list(folder.glob("counter_*.db"))) == 2


def test_a_file_that_was_cut_off_takes_no_others_counts_along(folder: Path) -> None:
    Counting(folder).end()
    broken = folder / "counter_99.db"
    broken.write_bytes(b"\xff\x00\x00\x00" + b"\xfe" * 40)

    assert errors_counted() == 2


def test_files_are_written_in_their_whole_length_so_that_a_full_disk_ends_nobody(folder: Path) -> None:
    counting = Counting(folder)
    counting.end()
    files = {kind: (folder / f"{kind}_{counting.slot}.db").stat() for kind in slots.BYTES}

    assert {kind: status.st_size for kind, status in files.items()} == slots.BYTES
    assert all(status.st_blocks * 512 >= status.st_size for status in files.values())


def test_where_nothing_can_be_written_counting_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of a folder")
    code = COUNTS.replace("print(slots.number(), flush=True)", "")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "file" / "metrics")],
        input="\n",
        text=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
