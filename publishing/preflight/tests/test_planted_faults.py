"""Every planted fault is found, by the rule that is about it, on the page where it is."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from publishing.preflight import report
from publishing.preflight.rules.catalogue import RULES
from publishing.preflight.tests.faults import FAULTS
from publishing.preflight.tests.good_files import GOOD, saved

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.preflight.tests.planting import Fault

ELSEWHERE = {"damage", "encryption", "file_size"}
"""Rules whose faults are not planted with pikepdf: see test_damaged_files.py."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found(fault: Fault, tmp_path: Path) -> None:
    make, choices = GOOD[fault.base]
    with pikepdf.open(BytesIO(make())) as pdf:
        fault.plant(pdf, pdf.pages[fault.page - 1])
        path = tmp_path / "book.pdf"
        path.write_bytes(saved(pdf))

    checks = report(path, fault.choices or choices)

    page = fault.page if fault.found_on is None else fault.found_on
    assert (fault.rule, page) in {(check.rule, check.page) for check in checks}


def test_there_are_many_faults_and_each_rule_has_some() -> None:
    counts = Counter(fault.rule for fault in FAULTS)

    assert len(FAULTS) >= 200
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert set(counts) == {rule.name for rule in RULES} - ELSEWHERE
