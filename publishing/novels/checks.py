"""What is to be said of pages once they are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.kind import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.typesetting.press import SetPages


def checks_of_pages(pages: SetPages, *, is_read: bool) -> Iterator[Check]:
    """Say which characters cannot be shown, and with `is_read` whether screen readers are served in full."""
    if pages.missing:
        shown = " ".join(pages.missing)
        words = f"There is no font here for these characters; they show as boxes: {shown}"
        mend = "Ask whoever runs this server to install a font that has them (Noto fonts cover nearly all scripts)."
        yield Check("glyphs", "error", words, mend)
    if is_read and not pages.is_accessible:
        yield Check("accessibility", "warning", "The file has tags for screen readers, but is not valid PDF/UA.")
