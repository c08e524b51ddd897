"""Make the documentation's pictures of editions: `python -m samples.editions [FOLDER] [--kinds pdf docx …]`.

The sample is built, read and drawn by the built-in artist in a home of its own, made into editions, and some pages of
each are laid side by side as WebP in the folder (docs/images). Word documents are rendered by LibreOffice (`soffice`),
and left out where it is not installed. Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from samples.build import build_sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
HEIGHT, GAP, MARGIN = 420, 10, 14
"""Pixels of a page, between pages and around them."""
DESK = (226, 222, 214)
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Look:
    """Which pages of an edition are shown, from 1; those beyond its end are left out."""

    pages: tuple[int, ...]
    options: tuple[str, ...] = ()


LOOKS = {
    "pdf": Look((1, 5, 10, 11, 13)),
    "docx": Look((1, 5, 10, 11, 13)),
    "picture_book": Look((1, 2, 3, 4, 5)),
    "coloring": Look((1, 3, 5, 7, 9)),
    "cover": Look((1,), ("pages=60",)),
}


def photograph(folder: Path, kinds: Sequence[str]) -> list[str]:
    """Make the editions and their pictures; return what could not be made, with the reason."""
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "VIVIDPAGES_VAR": home, "MEDIA_ROOT": f"{home}/media"}
        environment.pop("DATABASE_URL", None)
        prepare = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(prepare, env=environment, check=True)  # noqa: S603 - ours
        book = str(build_sample(Path(home) / "sample.epub"))
        for kind in kinds:
            out = Path(home) / f"{kind}.{'docx' if kind == 'docx' else 'pdf'}"
            chosen = [f"--option={option}" for option in LOOKS[kind].options]
            command = [
                sys.executable,
                "manage.py",
                "publish",
                book,
                "--kind",
                kind,
                "--out",
                str(out),
                "--json",
                *chosen,
            ]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - ours
            if not out.exists():
                missing.append(f"{kind}: exit {done.returncode}")
                continue
            book = json.loads(done.stdout.strip().splitlines()[-1])["id"]
            pdf = rendered(out) if kind == "docx" else out
            if pdf is None:
                missing.append(f"{kind}: LibreOffice is not installed")
                continue
            sheet = laid_out(list(pages_of(pdf, LOOKS[kind].pages)))
            sheet.save(folder / f"{name_of(kind)}.webp", "WEBP", quality=QUALITY, method=6)
    return missing


def name_of(kind: str) -> str:
    """Name the picture of a kind, without its ending."""
    return f"edition-{kind.replace('_', '-')}"


def rendered(document: Path) -> Path | None:
    """Have LibreOffice render a Word document as PDF; None if it is not there."""
    if shutil.which("soffice") is None:
        return None
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - of our own words
    return document.with_suffix(".pdf")


def pages_of(pdf: Path, numbers: Sequence[int]) -> Iterator[Image.Image]:
    """Render pages, all of one height."""
    document = pypdfium2.PdfDocument(pdf)
    for number in numbers:
        if number <= len(document):
            page = document[number - 1]
            yield page.render(scale=HEIGHT / page.get_height()).to_pil().convert("RGB")


def laid_out(pages: Sequence[Image.Image]) -> Image.Image:
    """Lay pages side by side."""
    width = sum(page.width + GAP for page in pages) - GAP + 2 * MARGIN
    sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * MARGIN), DESK)
    left = MARGIN
    for page in pages:
        sheet.paste(page, (left, MARGIN))
        left += page.width + GAP
    return sheet


def main(arguments: list[str]) -> int:
    """Make the pictures; 0 if all were made, 3 if some could not be."""
    parser = argparse.ArgumentParser(prog="python -m samples.editions", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    parser.add_argument("--kinds", nargs="+", choices=list(LOOKS), default=list(LOOKS))
    options = parser.parse_args(arguments)
    missing = photograph(options.folder, options.kinds)
    sys.stderr.writelines(f"{reason}\n" for reason in missing)
    return 3 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
