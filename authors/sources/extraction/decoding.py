"""Bytes into characters: by the mark, by what is declared, by what they look like."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16, whose mark begins the same."""
IN_MARKUP = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
IN_TYPE = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
LOOKED_AT = 4096
"""Bytes in which a page declares its encoding; the standard wants it in the first 1024."""
GUESSED_FROM = 64 * 1024
"""Bytes: more make a guess slow, not better."""
AS_BROWSERS_READ = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
"""Names that mean more than they say (WHATWG Encoding Standard)."""

NOT_OF_TEXTS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
"""Python's, that no page is written in."""


def decoded(data: bytes, *, media_type: str = "") -> str:
    """Decode a text or a page; `media_type` is what the server says. What cannot be read becomes U+FFFD."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for encoding in _declared(data, media_type):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return _guessed(data)


def _declared(data: bytes, media_type: str) -> list[str]:
    """Return the encodings to try: what the server says, what the page says, then UTF-8."""
    by_server, by_page = IN_TYPE.search(media_type), IN_MARKUP.search(data[:LOOKED_AT])
    names = [by_server[1] if by_server else "", by_page[1].decode("ascii") if by_page else "", "utf-8"]
    named = [AS_BROWSERS_READ.get(name.lower(), name) for name in names if name]
    return [name for name in named if _is_of_text(name)]


def _is_of_text(name: str) -> bool:
    """Return whether Python knows an encoding of text by that name: its others may inflate or compute."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return codec.name not in NOT_OF_TEXTS and codec._is_text_encoding  # noqa: SLF001 (only here does Python say so)


def _guessed(data: bytes) -> str:
    best = from_bytes(data[:GUESSED_FROM]).best()
    return data.decode(best.encoding if best is not None else "cp1252", errors="replace")
