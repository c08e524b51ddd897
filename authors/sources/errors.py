"""Why a source cannot be used; the words are the writer's and say what to do."""

from __future__ import annotations


class SourceError(Exception):
    """The source cannot be used; `str()` says why and what to do."""

    message = "This source could not be read."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)


class AddressUnfit(SourceError):
    """What was typed is no address that a page can be fetched from."""

    message = "This is no address of a web page. Copy it from your browser, beginning with https://."


class Unreadable(SourceError):
    """There is no text to be had from the file."""

    message = "No text could be read from this file. Open it in another program and save it as PDF or plain text."


class NotTaken(Unreadable):
    """The file is of a kind that is not read."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This is {what}. Sources can be web pages, PDFs with text, EPUBs, documents (DOCX, ODT, RTF) and plain "
            "text: convert the file into one of these."
        )


class TooMuch(Unreadable):
    """Reading takes more than any source needs, or there is more in it."""

    message = "Reading this file took more time or memory than any source needs, so it was stopped. Give a part of it."
