"""What of contradictions planted in stories the rules find, by kind, and what they find in vain: `python -m
benchmarks.continuity`.

The stories are made up (`authors/continuations/tests/stories`): ten were open while the rules were written.
"""

from __future__ import annotations

import time

from authors.continuations.tests.planted import CLAIMED, GROUPS, measured


def main() -> None:
    """Print the figures of both halves."""
    for name in ("known", "held_out"):
        start = time.perf_counter()
        figures = measured(name)
        found = round(figures.recall * figures.claimed)
        print(
            f"{name}: {found} of {figures.claimed} claimed contradictions ({figures.recall:.1%}), "
            f"precision {figures.precision:.1%}; {figures.clean_alarmed} of {figures.clean} clean texts alarmed; "
            f"{time.perf_counter() - start:.1f} s"
        )
        for group, kinds in GROUPS.items():
            names = ["unknown person"] if group == "unknown" else kinds.split()
            told = ", ".join(f"{kind} {figures.found[kind]}/{figures.planted[kind]}" for kind in names)
            print(f"  {group}: {told}")
        left = {kind: count for kind, count in figures.planted.items() if kind not in CLAIMED}
        print(f"  only for a model: {', '.join(f'{kind} {count}' for kind, count in left.items())}")


if __name__ == "__main__":
    main()
