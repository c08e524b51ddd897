"""Damaging good books at random: what comes of each must be a book or an EpubError, in seconds.

    python -m books.tests.fuzz --cases 5000 [--seed N] [--keep FOLDER]

Each case has a seed of its own, one more than the case before, so that one can be tried again: `--cases 1 --seed N`.
"""

from __future__ import annotations

import argparse
import faulthandler
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from books.epub import EpubError, read_epub
from books.tests.corpus import CASES
from books.tests.corpus.cases import Reads
from books.tests.damage import damaged
from books.tests.epubs import Line, build, chapter, page

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 30.0
"""The most that one case may take of a processor: on a slow machine some take a second."""
HANG = 600
"""Seconds after which a case is taken for one that never ends."""
MEGABYTES = 400
"""The most that all cases together may add to the memory of the process."""
LARGEST = 100_000
"""Bytes of a book that is worth damaging; damage to a larger one mostly hits its bulk."""


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What came of a case: `how` is `read` or the name of the error; `trace` is set if nobody foresaw it."""

    how: str
    seconds: float
    trace: str = ""

    @property
    def is_well(self) -> bool:
        """Whether it ended as every file must."""
        return not self.trace and self.seconds <= SECONDS


def sample() -> bytes:
    """Return a good book with something of everything."""
    first = page(
        '<h2 id="a">One</h2><p class="first"><span class="drop">T</span>he fox'
        '<a epub:type="noteref" href="#n">1</a>.</p>'
        '<p>Caf&#233; <ruby>東<rt>とう</rt></ruby>.</p><hr/><div class="poem"><p>The fog<br/>comes</p></div>'
        '<table><tr><td>Day</td><td>Rain</td></tr></table><p><img src="a.png" alt="A fox crosses the ice."/></p>'
        '<aside epub:type="footnote" id="n"><p>Not low.</p></aside><h2 id="b">Two</h2><p>He slept.</p>'
        '<figure><img src="a.png"/><figcaption>The ice</figcaption></figure><ul><li>Snow</li></ul>'
        '<blockquote><p>Dear fox,</p><p>Come<sup><a id="r" href="two.xhtml#m">2</a></sup>.</p></blockquote>'
        '<img src="data:image/gif;base64,R0lGODlhAQ=="/><svg><image href="a.png"/></svg>',
        head='<link rel="stylesheet" href="s.css"/>',
    )
    lines = [
        Line("Part One", "one.xhtml", [Line("One", "one.xhtml#a"), Line("Two", "one.xhtml#b")]),
        Line("Three", "two.xhtml"),
    ]
    return build(
        {"one.xhtml": first, "two.xhtml": chapter("Three") + '<p id="m"><a href="one.xhtml#r">2</a> Soon.</p>'},
        lines=lines,
        contents="both",
        manifest='<item id="s" href="s.css" media-type="text/css"/>'
        '<item id="c" href="cover.png" media-type="image/png" properties="cover-image"/>',
        guide='<guide><reference type="text" href="one.xhtml"/></guide>',
        files={
            "OEBPS/s.css": "p.first { margin-top: 2em }",
            "OEBPS/cover.png": b"\x89PNG",
            "OEBPS/a.png": b"\x89PNG\r\n\x1a\n.",
        },
    ).getvalue()


@cache
def good_books() -> tuple[bytes, ...]:
    """Return the books to damage: the sample, as often as all others together, and what can be read of the corpus."""
    others = [case.build().getvalue() for case in CASES if isinstance(case.expected, Reads)]
    others = [book for book in others if len(book) <= LARGEST and _is_sound(book)]
    return (*others, *[sample()] * len(others))


def _is_sound(book: bytes) -> bool:
    """Return whether an archive can be unpacked and packed anew."""
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            return bool(archive.testzip() is None and all(archive.namelist()))
    except (ValueError, zipfile.BadZipFile):
        return False


def case_of(seed: int) -> bytes:
    """Make the damaged book of a seed."""
    random = Random(seed)
    return damaged(random.choice(good_books()), random)


def attempt(book: bytes) -> CaseOutcome:
    """Read a book, whatever comes of it."""
    began = time.process_time()
    how, trace = "read", ""
    try:
        if not any(chapter.word_count for chapter in read_epub(BytesIO(book)).chapters):
            trace = "a book without words was read as if it had some"
    except EpubError as error:
        how = type(error).__name__
        if str(error) == EpubError.message:  # the sentence for what nobody foresaw: the reader stumbled
            trace = traceback.format_exc()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
        how, trace = type(error).__name__, traceback.format_exc()
    return CaseOutcome(how, time.process_time() - began, trace)


def attempts(cases: int, seed: int) -> Iterator[tuple[int, CaseOutcome]]:
    """Yield each case's seed and what came of it."""
    for number in range(seed, seed + cases):
        yield number, attempt(case_of(number))


def main() -> int:
    """Run the cases and say what came of them; 1 if something did that should not."""
    parser = argparse.ArgumentParser(description="Damage good books at random and read them.")
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for the books that were not read as they should be")
    options = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes: Counter[str] = Counter()
    slowest, bad = 0.0, 0
    faulthandler.dump_traceback_later(HANG, exit=True)
    for seed, outcome in attempts(options.cases, options.seed):
        faulthandler.dump_traceback_later(HANG, exit=True)
        outcomes[outcome.how] += 1
        slowest = max(slowest, outcome.seconds)
        if not outcome.is_well:
            bad += 1
            sys.stdout.write(f"seed {seed}: {outcome.how} in {outcome.seconds:.1f} s\n{outcome.trace}\n")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{seed}.epub").write_bytes(case_of(seed))
    faulthandler.cancel_dump_traceback_later()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    counted = ", ".join(f"{how} {count}" for how, count in outcomes.most_common())
    sys.stdout.write(f"{sum(outcomes.values())} cases: {counted}\n")
    sys.stdout.write(f"{bad} not as they should be; the slowest took {slowest:.2f} s; {grown} MB more memory\n")
    return 1 if bad or grown > MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
