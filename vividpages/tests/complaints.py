"""What a browser complains of while a test uses a page: script errors, and what the content security policy forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

REMARKS = (
    "422",  # a form that is sent back
    "was preloaded using link preload",  # a font that comes late
    "htmx:afterRequest",  # a question that a later keystroke has replaced
    "htmx:sendAbort",
    "WebSocket is closed before the connection is established",  # a page that is left as soon as it is there
)
"""Parts of what a browser remarks on though all is well."""


def complaints_of(page: Page, *, warnings: bool = False) -> list[str]:
    """Return the list in which complaints will stand as they come, warnings among them where they count."""
    complaints: list[str] = []
    kinds = ("error", "warning") if warnings else ("error",)

    def listen(message: ConsoleMessage) -> None:
        if message.type in kinds and not any(remark in message.text for remark in REMARKS):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
