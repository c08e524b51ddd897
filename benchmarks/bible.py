"""How well the built-in analyst finds the people of labelled novels and who says what, and how fast.

    python -m benchmarks.bible FOLDER [--novel NAME]… [--hold-out] [--litbank FOLDER]

FOLDER holds novels of the Project Dialogism Novel Corpus, each a folder of `novel_text.txt`, `character_info.csv` and
`quotation_info.csv`; `FOLDER/../../tools` holds what packs them as EPUBs (`pdnc_epub.py`) and scores what was found
(`score_bible.py`). Prints one JSON object: a row for each novel, the means beside their targets, the processor time
for 100,000 words (reading the EPUB apart), and the peak memory in bytes. With `--hold-out` also, for each novel, who
speaks with the weights that are shipped beside weights learned from the other novels alone (nothing of which is kept),
and the means of both. With `--litbank` also who speaks in the openings of other books.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import time
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysts.rules import RuleAnalyst
from benchmarks import speakers
from books.epub import read_epub
from books.text.scenes import cut_scenes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from analysts.bible import Bible, Person, SceneAnalysis
    from books.text.content import ChapterText

TARGETS = {
    "main_recall": 0.96,
    "main_purity": 0.92,
    "top_precision": 0.95,
    "alias_recall": 0.70,
    "quote_recall": 0.985,
    "quote_accuracy": 0.75,
    "Explicit": 0.93,
}
MEASURES = (*TARGETS, "Anaphoric", "Implicit")
SECONDS_TARGET = 20.0
"""For a novel of 120,000 words, on one core."""

Row = dict[str, Any]


def tool(folder: Path, name: str) -> ModuleType:
    """Return one of the programs that lie beside the novels."""
    file = folder.resolve().parent.parent / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None or not file.exists():
        raise SystemExit(f"{file} is not there.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def chapters_of(novel: Path, packer: ModuleType) -> list[ChapterText]:
    """Return a labelled novel as an upload would be read: packed as an EPUB, read and cut into scenes."""
    with TemporaryDirectory() as folder:
        epub = Path(folder) / "novel.epub"
        packer.build(novel, epub)
        return cut_scenes(read_epub(epub).chapters)


def words_of(chapters: Sequence[ChapterText]) -> int:
    """Return the words of the story."""
    return sum(len(p.split()) for c in chapters for s in c.scenes for p in s.paragraphs)


def report(bible: Bible, analyses: Sequence[tuple[int, SceneAnalysis]]) -> dict[str, Any]:
    """Return the people and quotations in the shape in which `generate_vividpage --json` prints them."""
    return {
        "characters": [
            {"name": p.name, "aliases": list(p.aliases), "gender": p.gender, "mentions": p.mentions}
            for p in sorted(bible.people, key=lambda p: (-p.mentions, p.name))
        ],
        "quotes": [
            {"text": q.text, "speaker": q.speaker, "chapter": chapter} for chapter, a in analyses for q in a.quotes
        ],
    }


def read(chapters: Sequence[ChapterText]) -> tuple[dict[str, Any], Sequence[Person]]:
    """Return both passes of the analyst over a whole novel, and its people."""
    analyst = RuleAnalyst()
    bible = analyst.discover(chapters)
    return report(bible, [(c.number, a) for c in chapters for a in analyst.analyse(c, bible)]), bible.people


def measure(novel: Path, packer: ModuleType, scorer: ModuleType) -> tuple[Row, speakers.Novel]:
    """Measure the row of one novel; return it with the novel's labels."""
    chapters = chapters_of(novel, packer)
    began = time.process_time()
    figures, people = read(chapters)
    seconds = time.process_time() - began
    row: Row = scorer.score(novel, figures)
    row |= row.pop("by_type")
    words = words_of(chapters)
    row |= {"words": words, "seconds_per_100000_words": round(seconds / words * 100_000, 2)}
    return row, speakers.labelled_novel(novel, chapters, people, scorer)


def means(rows: Sequence[Row]) -> dict[str, float]:
    """Return the mean of each measure over the rows that have it."""
    return {m: round(mean(r[m] for r in rows if r.get(m) is not None), 4) for m in MEASURES}


def side_by_side(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Return the means of the known and of the left-out figures."""
    return {
        side: {m: round(mean(r[side][m] for r in rows if r[side][m] is not None), 4) for m in speakers.MEASURES}
        for side in ("known", "left_out")
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--novel", action="append", default=[], help="only this novel (may be given several times)")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--litbank", type=Path, help="the folder of LitBank")
    options = parser.parse_args()
    packer, scorer = tool(options.folder, "pdnc_epub"), tool(options.folder, "score_bible")
    novels = sorted(f.parent for f in options.folder.glob("*/quotation_info.csv"))
    measured = [measure(n, packer, scorer) for n in novels if not options.novel or n.name in options.novel]
    rows = [row for row, _ in measured]
    if not rows:
        parser.error(f"there is no such novel in {options.folder}")
    slowest = max(r["seconds_per_100000_words"] for r in rows)
    result: dict[str, Any] = {
        "novels": rows,
        "means": means(rows),
        "targets": TARGETS,
        "missed": [m for m, target in TARGETS.items() if means(rows)[m] < target],
        "seconds_for_120000_words": round(slowest * 1.2, 2),
        "seconds_target": SECONDS_TARGET,
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    if options.hold_out:
        result["held_out"] = speakers.cross_validated([novel for _, novel in measured], scorer)
        result["held_out_means"] = side_by_side(result["held_out"])
    if options.litbank:
        result["litbank"] = speakers.litbank(options.litbank)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
