"""What kind of paragraph a block is: told by its element, class and type, and where these say nothing by its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.epub.pages.blocks import PageBlock
    from books.manuscript import ParagraphKind

VERSE = re.compile(r"(?:^|[^a-z])(?:verse|poem|poetry|stanza|hymn|song|lyrics?|line-?_?group)", re.IGNORECASE)
LETTER_TYPES = {"z3998:letter", "letter"}
LETTER = re.compile(
    r"(?<![a-z])(?<!first[-_ ])(?<!drop[-_ ])(?<!big[-_ ])(?<!cap[-_ ])(?<!initial[-_ ])(?<!lead[-_ ])"
    r"(?:letters?|epistle|telegram)(?![a-z])(?![-_ ]?(?:spac|cap))",
    re.IGNORECASE,
)
CAPTION = re.compile(r"(?:^|[\s_-]|fig|image|illus|photo|img)captions?(?:$|[\s_\d-])", re.IGNORECASE)
KIND_BY_NAME: dict[str, ParagraphKind] = {
    "figcaption": "caption",
    "caption": "caption",
    "li": "list",
    "dt": "list",
    "dd": "list",
}
SALUTATION = re.compile(
    r"^[“”\"‘’'«„]?\s?(?:(?:(?:my|mine) )?(?:own |very |poor |good )?"
    r"(?:dear(?:est)?|beloved|darling|honou?red|respected)"
    r"|liebe[rs]?|lieb|sehr geehrter?|verehrter?|chère?|mon cher|ma chère|querid[oa]|car[oa]|estimad[oa])"
    r"\b(?:[^.!?\n]|\b(?:mr|mrs|ms|dr|st|prof|rev|capt|col)\.){0,60}?[,:;!—–-]"
    r"|^[“”\"‘’'«„]?\s?(?:sirs?|madam|gentlemen|messrs|mesdames|monsieur|madame)\b[^.!?\n]{0,20}[,:;—–-]",
    re.IGNORECASE,
)
VALEDICTION = re.compile(
    r"\byours?\s+(?:very |most |ever |own |humble and |loving and )*(?:truly|faithfully|sincerely|respectfully"
    r"|affectionate(?:ly)?|obedient|loving|humble|devoted(?:ly)?|ever|cordially|gratefully)\b"
    r"|\b(?:truly|faithfully|sincerely|respectfully|affectionately|lovingly|cordially)\s+yours\b"
    r"|^[“”\"‘’'«„ ]*P\. ?S\.",
    re.IGNORECASE,
)
LONGEST_LETTER = 500
"""Blocks."""
FIRST_OF_A_LETTER = 3
"""Blocks of a quotation in which its salutation or, at its other end, its signature stands."""
LONGEST_CLOSING = 160
"""Characters of a block that ends a letter."""
COUPLET, LEAST_LINES_OF_VERSE = 2, 3
"""Lines."""
SHORT_LINE, LINE_OF_A_COUPLET, LONG_LINE = 12, 20, 60
"""Characters that lines of verse have on average: at the least, in a couplet at the least, and at the most."""
QUOTATION = "blockquote"
"""The type of what stands in a quotation."""
CAPITALS_OF_VERSE = 0.7
"""The share of its lines that begin with a capital."""
NUMBERED_SHARE = 0.25
"""The share of lines with a number from which on lines are an address, a bill or a table."""


def kind_of_element(name: str, class_name: str, types: frozenset[str]) -> ParagraphKind | None:
    """Return the kind of the paragraphs in an element; None if nothing about it says so."""
    if VERSE.search(class_name) or any(map(VERSE.search, types)):
        return "verse"
    if types & LETTER_TYPES or LETTER.search(class_name):
        return "letter"
    return "caption" if CAPTION.search(class_name) else KIND_BY_NAME.get(name)


def inner_kind(outer: ParagraphKind, own: ParagraphKind | None) -> ParagraphKind:
    """Return the kind of what stands in an element of the kind `own` within another: a letter in a list is a letter."""
    is_weaker = (own == "list" and outer != "prose") or (own == "caption" and outer == "verse")
    return outer if own is None or is_weaker else own


def mark_letter(blocks: Sequence[PageBlock], start: int) -> None:
    """Make a quotation a letter if it is one by its salutation or its closing: the blocks from `start` on."""
    if len(blocks) - start > LONGEST_LETTER:
        return
    prose = [block for block in blocks[start:] if block.kind == "prose" and block.text]
    opens = any(SALUTATION.match(block.text) for block in prose[:FIRST_OF_A_LETTER])
    closes = (VALEDICTION.search(block.text[-LONGEST_CLOSING:]) for block in prose[-FIRST_OF_A_LETTER:])
    if opens or any(closes):
        for block in prose:
            block.kind = "letter"


def is_verse(text: str, *, is_quoted: bool) -> bool:
    """Return whether the lines of a text look like verse, and not like an address, a signature or a bill.

    Two lines of a quotation are enough; elsewhere there must be more, and a pause at the end of one.
    """
    lines = text.split("\n")
    count = len(lines)
    if count < (COUPLET if is_quoted else LEAST_LINES_OF_VERSE) or text.isupper():
        return False
    if not (LINE_OF_A_COUPLET if count == COUPLET else SHORT_LINE) <= sum(map(len, lines)) / count <= LONG_LINE:
        return False
    starts = [line.lstrip("“”\"‘’'«„(—– ")[:1] for line in lines]
    if sum(map(str.isupper, starts)) < CAPITALS_OF_VERSE * count:
        return False
    if sum(any(map(str.isdecimal, line)) for line in lines) > NUMBERED_SHARE * count:
        return False
    return is_quoted or any(line[-1] in ",;:!?—" for line in lines[:-1])
