"""Reading an EPUB into chapters and scenes, against the floor: unzipping and parsing the same documents with lxml.

The documents are the package, the contents, the pages, and the cover where that is a drawing and so a document too;
`pages_ratio` is ours to the pages alone. Neither floor makes anything of what it parses.

    python -m benchmarks.epub [--table] FILE…

Prints one JSON object, or with `--table` the table of docs/speed.md: for each file the least processor
time of ours and of the floor in three rounds of five runs, which take turns so that a busy machine hits both; their
ratio (budget: 3.5), the same in a process forked for it as uploads have (`apart_ratio`), words a second, and peak
memory. Peers are given as ratios to the same floor where they are installed, else null: EbookLib with
BeautifulSoup, and the programs pandoc and ebook-convert (calibre) to plain text, each run once from start to end. Each
is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import resource
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
RUNS = 5
IN_A_ROW = {"apart": 10}
"""Runs that are measured together: of other processes the time is told in hundredths of a second."""
BUDGET = 3.5


def ours(file: Path) -> object:
    """Read and cut into scenes as the worker does."""
    from books.epub import read_epub
    from books.text.scenes import cut_scenes

    book = read_epub(file)
    return book, cut_scenes(book.chapters)


def apart(file: Path) -> object:
    """Read as an upload is read: in a process of its own, which is forked, given the book, and asked for it."""
    from books.epub import ReadingLimits
    from books.epub.sandbox import read_in_sandbox
    from books.epub.sandbox_child import SandboxLimits

    return read_in_sandbox(file.read_bytes(), SandboxLimits(2**30, 60.0, ReadingLimits()))


def floor(file: Path) -> object:
    """Return unzip the documents that we read and parse each into a tree."""
    return _trees(file, with_more=True)


def pages(file: Path) -> object:
    """Read as the floor does, but only the pages in reading order."""
    return _trees(file, with_more=False)


def _trees(file: Path, *, with_more: bool) -> object:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    with zipfile.ZipFile(file) as archive:
        return [etree.fromstring(archive.read(name), parser) for name in _documents(archive, with_more=with_more)]


def peer(file: Path) -> object:
    """Return what a common recipe does: EbookLib for the package, BeautifulSoup for each document's text."""
    import ebooklib
    from bs4 import BeautifulSoup
    from ebooklib import epub

    book = epub.read_epub(str(file), {"ignore_ncx": True})
    documents = book.get_items_of_type(ebooklib.ITEM_DOCUMENT)
    return [BeautifulSoup(document.get_content(), "lxml").get_text() for document in documents]


def words(file: Path) -> int:
    """Return the words of the book, front and back matter among them."""
    from books.epub import read_epub

    return sum(chapter.word_count for chapter in read_epub(file).chapters)


def _documents(archive: zipfile.ZipFile, *, with_more: bool) -> list[str]:
    """Return the names of the spine's documents, and with them of the contents and of a drawn cover."""
    import posixpath

    from lxml import etree

    container = etree.fromstring(archive.read("META-INF/container.xml"))
    package = next(container.iter("{*}rootfile")).attrib["full-path"]
    root = etree.fromstring(archive.read(str(package)))
    items = {item.attrib["id"]: item for item in root.iter("{*}item")}
    read = [items[ref.attrib["idref"]] for ref in root.iter("{*}itemref")]
    if with_more:
        read += [item for item in items.values() if _is_read_besides(item) and item not in read]
    return [posixpath.join(posixpath.dirname(str(package)), str(item.attrib["href"])) for item in read]


def _is_read_besides(item: Any) -> bool:
    properties = (item.get("properties") or "").split()
    return "nav" in properties or ("cover-image" in properties and item.get("media-type") == "image/svg+xml")


MEASURED: dict[str, Callable[[Path], object]] = {
    "ours": ours,
    "apart": apart,
    "floor": floor,
    "pages": pages,
    "peer": peer,
}
PROGRAMS = {"pandoc": ["--from=epub", "--to=plain", "--output={text}", "{epub}"], "ebook-convert": ["{epub}", "{text}"]}
"""Peers that are programs, each with what it is given to write a book as plain text."""


def measure(name: str, file: Path) -> dict[str, float]:
    """Measure the least processor time of several runs in this process, and its peak memory in bytes."""
    call = MEASURED[name]
    times = IN_A_ROW.get(name, 1)
    call(file)  # imports and caches are not what is measured
    seconds = []
    for _ in range(RUNS):
        gc.collect()
        began = _processor_time()
        for _ in range(times):
            call(file)
        seconds.append((_processor_time() - began) / times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": min(seconds), "peak_bytes": peak}


def _processor_time() -> float:
    """Return seconds that this process, its children and those that they have waited for have been at work."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    servers = (sum(child.cpu_times()[:4]) for child in psutil.Process().children())
    return float(sum(usage.ru_utime + usage.ru_stime for usage in used) + sum(servers))


def measure_by_turns(names: list[str], file: Path) -> dict[str, dict[str, float]]:
    """Run `measure` of each, the least of several rounds in which they take turns."""
    measured = [{name: measure_apart(name, file) for name in names} for _ in range(ROUNDS)]
    return {name: min((turn[name] for turn in measured), key=lambda one: one["seconds"]) for name in names}


def measure_apart(name: str, file: Path) -> dict[str, float]:
    """Run `measure` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.epub", "--measure", name, str(file)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured


def measure_program(name: str, file: Path) -> float | None:
    """Measure the seconds of one run; None where it is not installed or makes no text of this file."""
    program = shutil.which(name)
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        text = Path(folder) / "book.txt"
        given = [argument.format(epub=file.resolve(), text=text) for argument in PROGRAMS[name]]
        began = _processor_time()
        ended = subprocess.run([program, *given], capture_output=True, check=False)
        seconds = _processor_time() - began
        return seconds if ended.returncode == 0 and text.exists() else None


def compare(file: Path) -> dict[str, float | int | str | bool | None]:
    """Return one file's line of the report."""
    has_peer = all(importlib.util.find_spec(module) for module in ("ebooklib", "bs4"))
    measured = measure_by_turns(["ours", "floor", "pages", "apart", *(["peer"] if has_peer else [])], file)
    us, least = measured["ours"], measured["floor"]
    others = {
        "ebooklib": measured["peer"]["seconds"] if has_peer else None,
        **{name: measure_program(name, file) for name in PROGRAMS},
    }
    ratio = us["seconds"] / least["seconds"]
    count = words(file)
    return {
        "file": file.name,
        "words": count,
        "seconds": round(us["seconds"], 4),
        "floor_seconds": round(least["seconds"], 4),
        "ratio": round(ratio, 2),
        "within_budget": ratio <= BUDGET,
        "pages_ratio": round(us["seconds"] / measured["pages"]["seconds"], 2),
        "apart_ratio": round(measured["apart"]["seconds"] / least["seconds"], 2),
        **{
            f"{name.replace('-', '_')}_ratio": round(seconds / least["seconds"], 2) if seconds else None
            for name, seconds in others.items()
        },
        "words_per_second": round(count / us["seconds"]),
        "peak_megabytes": round(us["peak_bytes"] / 2**20),
    }


def table(files: list[dict[str, Any]]) -> str:
    """Return what readers of the documentation are told, as Markdown."""
    head = (
        "| book | words | seconds | × the floor | × as an upload | words a second | peak MB | EbookLib, × the floor |\n"
    )
    lines = (
        f"| {line['file']} | {line['words']:,} | {line['seconds']:.3f} | {line['ratio']:.2f} "
        f"| {line['apart_ratio']:.1f} | {line['words_per_second']:,} | {line['peak_megabytes']} "
        f"| {line['ebooklib_ratio'] or '–'} |\n"
        for line in files
    )
    return f"{head}|---|{'--:|' * 7}\n{''.join(lines)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--table", action="store_true", help="print a table in Markdown")
    parser.add_argument("--measure", choices=MEASURED, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.files[0])))
        return
    files = [compare(file) for file in options.files]
    if options.table:
        print(table(files), end="")
        return
    print(json.dumps({"budget": BUDGET, "rounds": ROUNDS, "runs": RUNS, "files": files}, indent=1))


if __name__ == "__main__":
    main()
