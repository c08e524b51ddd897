"""What of contradictions planted in stories the rules find, by kind, and what they find in vain: `python -m
benchmarks.continuity`.

The stories are made up (`authors/continuations/tests/stories`): ten were open while the rules were written, and six
of the later ones (`fresh`) while they were mended; the others were looked at only after their first run.
"""

from __future__ import annotations

import time
from typing import get_args

from authors.continuations.tests.planted import CLAIMED, GROUPS, Half, measured


def main() -> None:
    """Print the figures of each group of stories."""
    for name in get_args(Half):
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
