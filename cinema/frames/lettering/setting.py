"""Text as pictures, set by Typst: it shapes every script, breaks lines by language and goes from right to left.

Its wheel has Libertinus Serif (Latin, Greek, Cyrillic, Hebrew); for other scripts the fonts of the machine are asked,
and where they lack Chinese, Japanese or Korean, the font that is built into OpenCV draws those.
"""

from __future__ import annotations

import io
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from PIL import Image

from cinema.frames.lettering.built_in import set_plainly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cinema.frames.planes import RGB

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_TEXT, LONGEST_WORD = 4000, 24
"""Characters; a longer word may be broken anywhere after so many."""
EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
PROBE = b'#set document(title: "?")\n#set text(lang: "en")\n#sys.inputs.characters'
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z0-9])")
BREAK_HERE = "\u200b"
_TRANSFORMATION = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def set_text(template: str, data: Mapping[str, object]) -> Image.Image:
    """Return the page of a template (RGBA, a pixel a point), with `data` as its JSON; none of it is read as markup."""
    text = json.dumps({**data, "language": typst_language(str(data.get("language", "")))}, ensure_ascii=False)
    page = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=fonts(),
        sys_inputs={"data": text},
        format="png",
        ppi=72.0,
    )
    assert isinstance(page, bytes)  # templates set one page
    with Image.open(io.BytesIO(page)) as image:
        return image.convert("RGBA")


def typst_language(tag: str) -> str:
    """Return the language of a tag (BCP 47) as Typst takes it, without script and country; “en” where there is none."""
    found = _LANGUAGE.match(tag)
    return found[0].lower() if found else "en"


def set_lines(
    lines: list[str], *, size: float, ink: RGB, edge: RGB, outline: float, width: int, language: str
) -> Image.Image:
    """Return lines, one below the other in the middle of a sheet `width` pixels wide, outlined by `outline` pixels."""
    if lacks_east_asian("".join(lines)):
        return set_plainly(lines, size=size, ink=ink, edge=edge, outline=outline, width=width)
    data = {
        "lines": lines,
        "size": size,
        "ink": hexed(ink),
        "edge": hexed(edge),
        "outline": outline,
        "width": width,
        "language": language,
    }
    return set_text("lines.typ", data)


def cleaned(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return text in one line that can be set: no control characters, long words breakable, not endless."""
    words = _TRANSFORMATION.sub(" ", text).split()
    whole = " ".join(_breakable(word) for word in words)
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def hexed(colour: RGB) -> str:
    """Return a colour as templates take it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts in the wheel, and after them this machine's."""
    return typst.Fonts()


@lru_cache(maxsize=256)
def lacks_east_asian(text: str) -> bool:
    """Say whether there are characters of East Asia in a text, and no font here for one of them."""
    wanted = "".join(sorted(set(EAST_ASIAN.findall(text))))
    if not wanted:
        return False
    try:
        typst.compile(PROBE, font_paths=fonts(), sys_inputs={"characters": wanted}, pdf_standards="ua-1")
    except typst.TypstError:
        return True
    return False


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD or EAST_ASIAN.search(word):
        return word
    return BREAK_HERE.join(word[k : k + LONGEST_WORD // 2] for k in range(0, len(word), LONGEST_WORD // 2))
