"""How often passages are told rightly to be about a subject: `python -m benchmarks.relevance`.

`--held` looks at the half on which nothing was tuned; `--mistakes` shows what was judged wrongly.
"""

from __future__ import annotations

import argparse

from authors.sources.relevance.measuring import labelled, measured


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--mistakes", action="store_true")
    options = parser.parse_args()
    half = measured(labelled("held" if options.held else "open"))
    print(
        f"{half.total} passages: right {half.accuracy:.1%}, precision {half.precision:.1%}, recall {half.recall:.1%} "
        f"({half.wrong} taken wrongly, {half.missed} missed)"
    )
    for title, text, probability in half.mistakes if options.mistakes else ():
        print(f"{probability:.2f} [{title}] {text}")


if __name__ == "__main__":
    main()
