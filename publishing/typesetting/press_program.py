"""The process in which Typst sets pages: it takes its limits upon itself, sets one document, and answers.

It is given the document's data as JSON, which reaches the template as data alone, and answers with the length of a JSON
text, the text, and the bytes of the PDF.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

from sandbox.child import LENGTH, limit_itself, met_its_limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEMPLATES = Path(__file__).parent / "templates"
FONTS = typst.Fonts()
"""Those in the wheel (Libertinus Serif and others under the Open Font License), and after them this machine's."""
LARGEST_ANSWER = 1024 * 1024 * 1024
"""Bytes."""
START_OF_TIME = 0
"""What pages say of when they were made: nothing, so that the same book gives the same bytes."""
ACCESSIBLE: Literal["ua-1"] = "ua-1"
MOST_PROBED, MOST_MISSING = 4000, 60
"""Characters."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of characters that need no glyph."""
IN_ALL_FONTS = re.compile(r"[\s!-~\u00a0-\u017f\u2013-\u2026]")
"""Characters that Libertinus Serif has, so that nobody need ask."""
PROBE = b'#set document(title: "?")\n#set text(lang: "en")\n#sys.inputs.characters'


def answer(order_as_json: str) -> None:
    """Live the process's whole life: take the limits, set the document on stdin, answer on stdout."""
    order = json.loads(order_as_json)
    limit_itself(memory=order["memory"], seconds=order["seconds"], answer=LARGEST_ANSWER)
    data = sys.stdin.buffer.read().decode()
    try:
        header, pdf = _set(order, data)
    except (MemoryError, typst.TypstError) as problem:
        reason = "memory" if met_its_limit(order["memory"]) else str(problem)
        header, pdf = {"problem": reason or "memory"}, b""
    encoded = json.dumps(header).encode()
    out = sys.stdout.buffer
    out.write(LENGTH.pack(len(encoded)) + encoded)
    out.write(pdf)
    out.flush()


def _set(order: dict[str, Any], data: str) -> tuple[dict[str, Any], bytes]:
    missing = "".join(_missing(data))
    given: dict[str, Any] = {
        "input": TEMPLATES / order["template"],
        "root": TEMPLATES,
        "font_paths": FONTS,
        "sys_inputs": {"data": data},
        "pdf_tags": order["is_tagged"],
        "timestamp": START_OF_TIME,
        "format": "pdf",
    }
    is_accessible = order["is_tagged"] and not missing
    try:
        pdf, warnings = typst.compile_with_warnings(**given, pdf_standards=ACCESSIBLE if is_accessible else [])
    except typst.TypstError:
        if not is_accessible:
            raise
        is_accessible = False  # something in the text keeps it from that; it can be read nevertheless
        pdf, warnings = typst.compile_with_warnings(**given)
    said = [warning.message for warning in warnings]
    return {"problem": "", "missing": missing, "warnings": said, "is_accessible": is_accessible}, pdf or b""


def _missing(data: str) -> Iterator[str]:
    """Find characters that no font here has, by having them set where that must not be."""
    unusual = {character for character in _text_of(data) if not IN_ALL_FONTS.match(character)}
    asked = sorted(character for character in unusual if unicodedata.category(character) not in UNSEEN)
    left = MOST_MISSING
    for character in _unset(asked[:MOST_PROBED]):
        yield character
        left -= 1
        if not left:
            return


def _text_of(data: str) -> str:
    """Return all characters of a JSON text, each at least once."""
    return data if "\\u" not in data else json.dumps(json.loads(data), ensure_ascii=False)


def _unset(characters: Sequence[str]) -> Iterator[str]:
    if not characters or _can_set(characters):
        return
    if len(characters) == 1:
        yield characters[0]
        return
    half = len(characters) // 2
    yield from _unset(characters[:half])
    yield from _unset(characters[half:])


def _can_set(characters: Sequence[str]) -> bool:
    """Return whether there are fonts for all of them: an accessible PDF is refused where there are not."""
    given = {"characters": " ".join(characters)}
    try:
        typst.compile(PROBE, font_paths=FONTS, sys_inputs=given, pdf_standards=ACCESSIBLE, timestamp=START_OF_TIME)
    except typst.TypstError:
        return False
    return True
