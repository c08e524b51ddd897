"""Every fault × every step × some seeds, on a site of our own; what breaks is printed and ends it with 1.

    nice python -m benchmarks.faults [--only FAULT…] [--step STEP…] [--seeds 5] [--first 1] [--results FILE] [--list]

A cell that is in the file of results is not run again (`--again`: those that broke are). As root, the disks that are
filled are mounted for it; redis-server is used where it is found. What cannot be run is listed with its reason and not
counted.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks.faults.cells import Cell, impossible, ordered
from benchmarks.faults.report import read_results, summary, table, write_result
from benchmarks.faults.site import Site, is_root, set_up

RESULTS = Path("/tmp/faults.jsonl")


def main() -> int:
    """Run what is asked for. Returns 1 if anything broke."""
    options = _options()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: sys.exit(130))
    with ExitStack() as stack:
        site = set_up(stack, options.folder)
        from benchmarks.faults.kinds import FAULTS
        from benchmarks.faults.steps import STEPS

        faults = options.only or list(FAULTS)
        steps = options.step or list(STEPS)
        cannot = _impossible(faults, steps, site)
        profiles = {name: fault.profile for name, fault in FAULTS.items()}
        cells = [
            Cell(fault, step, seed)
            for seed in range(options.first, options.first + options.seeds)
            for fault in faults
            for step in steps
            if f"{fault}/{step}" not in cannot
        ]
        if options.list:
            return _list(cells, cannot)
        _run_all(ordered(cells, profiles), site, options)
    wanted = {cell.key for cell in cells}
    rows = [row for key, row in read_results(options.results).items() if key in wanted]
    print(table(rows, faults, steps, cannot))
    for cell, reason in cannot.items():
        print(f"– {cell}: {reason}")
    print(json.dumps(summary(rows)))
    return int(any(row["verdict"] != "well" for row in rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="FAULT", help="these faults")
    parser.add_argument("--step", nargs="+", metavar="STEP", help="these steps")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--folder", type=Path, help="where the site lies, and is left; else a folder that is deleted")
    parser.add_argument("--again", action="store_true", help="run those again that broke")
    parser.add_argument("--list", action="store_true", help="list the cells and run none")
    return parser.parse_args()


def _impossible(faults: list[str], steps: list[str], site: Site) -> dict[str, str]:
    from benchmarks.faults.kinds import FAULTS
    from benchmarks.faults.steps import STEPS

    found = {}
    for fault in faults:
        for step in steps:
            kind = FAULTS[fault]
            reason = impossible(kind, STEPS[step], has_disks=is_root(), lacks=site.lacks(kind.profile))
            if reason:
                found[f"{fault}/{step}"] = reason
    return found


def _list(cells: list[Cell], cannot: dict[str, str]) -> int:
    for cell in dict.fromkeys(f"{cell.fault}/{cell.step}" for cell in cells):
        print(cell)
    for name, reason in cannot.items():
        print(f"– {name}: {reason}")
    return 0


def _run_all(cells: object, site: Site, options: argparse.Namespace) -> None:
    from benchmarks.faults.running import run

    done = read_results(options.results)
    for cell in cells:  # type: ignore[attr-defined]
        known = done.get(cell.key)
        if known and not (options.again and known["verdict"] != "well"):
            continue
        result = run(cell, site)
        write_result(options.results, result.as_row())
        line = f"{cell.key}: {result.verdict} in {result.seconds} s"
        print(line, *(f"    {one}" for one in result.problems), sep="\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
