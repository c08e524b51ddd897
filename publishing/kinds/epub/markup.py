"""XHTML of the pages that we write into an EPUB."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Literal

from publishing.xml_text import NEVER_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
"""Languages that are written so."""
UNDETERMINED = "und"
CLASS = "vividpages-picture"
"""Of our pictures in the text."""


def language_tag(language: str) -> str:
    """Return a book's language as a tag of BCP 47; “und” if it is none."""
    tag = language.strip().replace("_", "-")
    return tag if LANGUAGE.match(tag) else UNDETERMINED


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Return in which direction a language is written."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def text(words: str) -> str:
    """Escape words for text and attributes."""
    return NEVER_IN_XML.sub("", escape(words))


def page(title: str, body: str, *, language: str, stylesheet: str = "", body_type: str = "") -> str:
    """Return a whole page. `body` is markup, `stylesheet` an address, `body_type` its `epub:type`."""
    direction = ' dir="rtl"' if direction_of(language) == "rtl" else ""
    style = f'<link rel="stylesheet" type="text/css" href="{text(stylesheet)}"/>\n' if stylesheet else ""
    kind = f' epub:type="{body_type}"' if body_type else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}"{direction}>\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{text(title)}</title>\n{style}</head>\n<body{kind}>\n{NEVER_IN_XML.sub('', body)}\n</body>\n</html>\n"
    )


def figure(address: str, alt: str, *, caption: str = "", identifier: str = "", class_name: str = "") -> str:
    """Return a picture with its caption, which is markup."""
    attributes = (f' id="{identifier}"' if identifier else "") + (f' class="{class_name}"' if class_name else "")
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure{attributes}><img src="{text(address)}" alt="{text(alt)}"/>{words}</figure>'


def list_of_illustrations(lines: Iterable[tuple[str, str]], *, title: str) -> str:
    """Return the body of the page that leads to each plate: by its label and address."""
    items = "".join(f'<li><a href="{text(address)}">{text(label)}</a></li>\n' for label, address in lines)
    return (
        '<section epub:type="loi" class="vividpages-list" aria-labelledby="illustrations">'
        f'<h1 id="illustrations">{text(title)}</h1>\n<ol>\n{items}</ol></section>'
    )
