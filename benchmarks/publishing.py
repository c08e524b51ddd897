"""How long editions of a long novel take, and how much memory, beside other programs where they are installed.

    python -m benchmarks.publishing NOVEL.epub [--pictures 200] [--kinds epub pdf docx …] [--keep FOLDER]

Prints one JSON object: for each kind seconds, the peak of the process that makes it and of the processes that it starts
(MB), and the size of the file. Every edition is made in a process of its own, from a book that was prepared before.
pandoc, calibre (`ebook-convert`) and WeasyPrint get our illustrated EPUB of the same book: text and pictures are the
same. Nothing of it needs a database.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

KINDS = ("epub", "pdf", "print", "docx", "zip", "markdown")
OPTIONS = {"print": ("ink=premium",)}
OTHERS = (
    ("pandoc", "docx", ("pandoc", "{book}", "-o", "{out}.docx")),
    ("pandoc", "markdown", ("pandoc", "{book}", "-t", "commonmark", "--extract-media={out}", "-o", "{out}.md")),
    ("pandoc", "epub", ("pandoc", "{book}", "-o", "{out}.epub")),
    ("calibre", "docx", ("ebook-convert", "{book}", "{out}.docx")),
    ("calibre", "epub", ("ebook-convert", "{book}", "{out}.epub")),
    ("calibre", "pdf", ("ebook-convert", "{book}", "{out}.pdf")),
    ("pandoc and WeasyPrint", "pdf", ("pandoc", "{book}", "--pdf-engine=weasyprint", "-o", "{out}.pdf")),
)
"""Program, kind, and how it is called."""
MINUTES = 20


def ours(kind: str, prepared: Path, folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Make an edition in a process of its own."""
    chosen = [f"--option={option}" for option in OPTIONS.get(kind, ())]
    command = [sys.executable, "-m", "benchmarks.publications", kind, str(prepared), str(folder / f"ours.{kind}")]
    done = subprocess.run([*command, *chosen], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def other(command: tuple[str, ...], book: Path, out: Path) -> dict[str, Any]:
    """Run another program; what it made are all files that begin like `out`."""
    called = [part.format(book=book, out=out) for part in command]
    began = time.perf_counter()
    process = subprocess.Popen(called, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _, errors = process.communicate(timeout=MINUTES * 60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return {"failed": f"not done in {MINUTES} minutes"}
    seconds = time.perf_counter() - began
    if process.returncode:
        return {"failed": errors.strip().splitlines()[-1:]}
    size = sum(file.stat().st_size for made in out.parent.glob(f"{out.name}*") for file in _files(made))
    return {"seconds": round(seconds, 1), "file_mb": round(size / 1_000_000, 1)}


def measured(command: tuple[str, ...], book: Path, out: Path) -> dict[str, Any]:
    """Run another program within a process that starts nothing else, so that its memory is known."""
    arguments = json.dumps([command, str(book), str(out)])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.publishing", "--other", arguments], capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _measure_here(arguments: str) -> dict[str, Any]:
    import resource

    command, book, out = json.loads(arguments)
    found = other(tuple(command), Path(book), Path(out))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {**found, "memory_mb": round(peak / 1024)}


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]


def measure(novel: Path, folder: Path, *, pictures: int, kinds: list[str]) -> dict[str, Any]:
    """Make every kind, and let the others make what they can."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://not-used/none", "MEDIA_ROOT": str(folder / "media")}
    prepared = folder / "book.pickle"
    prepare = [sys.executable, "-m", "benchmarks.publications", "prepare", str(novel), str(prepared)]
    subprocess.run([*prepare, "--pictures", str(pictures)], env=environment, check=True)
    found: dict[str, Any] = {}
    for kind in kinds:
        found[kind] = {"VividPages": ours(kind, prepared, folder, environment)}
        sys.stderr.write(f"{kind}: {found[kind]}\n")
    book = folder / "book.epub"
    if not (folder / "ours.epub").exists():
        return found
    shutil.copy(folder / "ours.epub", book)
    for program, kind, command in OTHERS:
        tools = [command[0], *(part.partition("=")[2] for part in command if part.startswith("--pdf-engine="))]
        if kind in kinds and all(map(shutil.which, tools)):
            out = folder / f"{program.partition(' ')[0]}-{kind}"
            found[kind][program] = measured(command, book, out)
            sys.stderr.write(f"{kind} by {program}: {found[kind][program]}\n")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novel", type=Path, nargs="?")
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--kinds", nargs="+", default=list(KINDS))
    parser.add_argument("--keep", type=Path, help="Leave all files in this folder.")
    parser.add_argument("--other", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.other:
        sys.stdout.write(json.dumps(_measure_here(options.other)))
        return
    if options.novel is None:
        parser.error("name a novel")
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        found = measure(options.novel, folder, pictures=options.pictures, kinds=options.kinds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
