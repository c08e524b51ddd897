"""Contact sheets as a web page and as images."""

from __future__ import annotations

import base64
import io
import textwrap
from html import escape
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.sheets_judged import JudgedScene

ON_AN_IMAGE = 4
WIDTH, HEIGHT, PICTURE, MARGIN = 1480, 400, 380, 10
"""Pixels: of an image, of a scene's row on it, of a picture's side, and between them."""
FONT = "DejaVuSans.ttf"
FONT_SIZE, LINE_HEIGHT, LETTERS = 13, 16, 148
BEFORE, AFTER = 700, 450
"""Characters of the text around the moment that an image has room for."""
INK, MARKED, PAPER = "#111", "#a11", "#fff"

STYLE = """body{font:15px/1.45 sans-serif;margin:1rem auto;max-width:75rem}
section{display:grid;grid-template-columns:26rem 1fr;gap:1rem;border-top:2px solid #999;padding:1rem 0}
img{width:100%}dl{display:grid;grid-template-columns:5rem 1fr;margin:0}dd{margin:0}
.text{max-height:30rem;overflow:auto;white-space:pre-wrap}"""


def write_html(file: Path, *, title: str, scenes: Sequence[JudgedScene]) -> None:
    """Write a page that needs no other file: each scene with its picture and its whole text."""
    body = "".join(_section(scene) for scene in scenes)
    page = f'<!doctype html><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    file.write_text(f"{page}<h1>{escape(title)}</h1>{body}", encoding="utf-8")


def _section(scene: JudgedScene) -> str:
    before, moment, after = map(escape, scene.parts)
    facts = "".join(f"<dt>{escape(name)}<dd>{escape(words)}" for name, words in scene.facts)
    data = base64.b64encode(scene.picture).decode()
    return (
        f'<section><div><h2>Scene {scene.number}</h2><img alt="" src="data:image/webp;base64,{data}"></div>'
        f"<div><p>Chapter {scene.chapter}: {escape(scene.title)}</p><p><strong>{escape(scene.moment)}</strong></p>"
        f"<dl>{facts}</dl><p><small>{escape(scene.prompt)}</small></p>"
        f'<div class="text">{before}<mark>{moment}</mark>{after}</div></div></section>'
    )


def write_images(folder: Path, stem: str, scenes: Sequence[JudgedScene]) -> list[Path]:
    """Write images of four scenes each, numbered from 1, and return their files."""
    files = []
    for number, start in enumerate(range(0, len(scenes), ON_AN_IMAGE), 1):
        file = folder / f"{stem}-{number}.png"
        _image_of(scenes[start : start + ON_AN_IMAGE]).save(file)
        files.append(file)
    return files


def _image_of(scenes: Sequence[JudgedScene]) -> Image.Image:
    sheet = Image.new("RGB", (WIDTH, HEIGHT * len(scenes)), PAPER)
    draw, font = ImageDraw.Draw(sheet), _font()
    for row, scene in enumerate(scenes):
        top = HEIGHT * row + MARGIN
        picture = Image.open(io.BytesIO(scene.picture)).convert("RGB")
        picture.thumbnail((PICTURE, PICTURE))
        sheet.paste(picture, (MARGIN, top))
        for line, (words, colour) in enumerate(_lines(scene)[: (HEIGHT - 2 * MARGIN) // LINE_HEIGHT]):
            draw.text((PICTURE + 2 * MARGIN, top + line * LINE_HEIGHT), words, fill=colour, font=font)
    return sheet


def _lines(scene: JudgedScene) -> list[tuple[str, str]]:
    """Return the lines beside a picture, each with its colour: the moment's own stand out."""
    before, moment, after = (" ".join(part.split()) for part in scene.parts)
    told = "; ".join(f"{name.upper()} {words}" for name, words in scene.facts)
    paragraphs = [
        (f"Scene {scene.number}, chapter {scene.chapter}: {scene.title}", INK),
        (told, INK),
        (f"… {before[-BEFORE:]}" if moment else before[: BEFORE + AFTER], INK),
        (moment or scene.moment, MARKED),
        (after[:AFTER], INK),
    ]
    return [(line, colour) for words, colour in paragraphs for line in textwrap.wrap(words, LETTERS)]


def _font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    """Return a font with many letters where the machine has it, else Pillow's own."""
    try:
        return ImageFont.truetype(FONT, FONT_SIZE)
    except OSError:
        return ImageFont.load_default(FONT_SIZE)
