"""What of planted contradictions and false sentences is found, by type: `python -m benchmarks.facts`.

The sources are made up (`authors/facts/tests/made_lives.py`): ten lives are open, ten are held back.
"""

from __future__ import annotations

from authors.citations.tests.planting import caught
from authors.facts.tests.measuring import found_by_kind


def main() -> None:
    """Print the figures of both halves."""
    for name, indexes in (("open", range(10)), ("held back", range(10, 20))):
        planted, found, in_vain = found_by_kind(indexes)
        by_kind = ", ".join(f"{kind} {found[kind]}/{planted[kind]}" for kind in planted)
        print(f"{name}: {found.total()} of {planted.total()} contradictions ({by_kind}); in vain {in_vain}")
        there, wrong, _missed = caught(indexes)
        false = there.total() - there[""]
        by_type = ", ".join(f"{kind} {wrong[kind]}/{there[kind]}" for kind in there if kind)
        caught_ones = wrong.total() - wrong[""]
        print(f"  {caught_ones} of {false} false sentences ({by_type}); true ones refused {wrong['']}/{there['']}")


if __name__ == "__main__":
    main()
