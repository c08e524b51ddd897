"""Why a file cannot be read as a book, each in one sentence for the reader."""

from __future__ import annotations


class EpubError(Exception):
    """The file cannot be read; `str()` says why and what to do."""

    message = "This file could not be read as an EPUB; open it in another program and save it again."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)


class NotAZip(EpubError):
    """The file is no ZIP archive."""

    message = "This is not an EPUB: the file is no ZIP archive, or it is damaged; download the book again."


class NoContainer(EpubError):
    """The archive does not say where its book is."""

    message = (
        "This ZIP archive is not an EPUB: there is no book in it. Choose an EPUB file, as shops and libraries give it."
    )


class EncryptedBook(EpubError):
    """The text is locked."""

    message = (
        "This book is locked by copy protection (DRM), so nobody but its shop's own apps can read it; "
        "choose a file without DRM."
    )


class EmptyBook(EpubError):
    """There is nothing in the file, or nothing in the book."""

    message = "This file is empty; download the book again."


class TooLarge(EpubError):
    """The file passes a limit."""

    message = "This file is too large to be read."


class NoText(EpubError):
    """The book has pages but no words."""

    message = "There is no text in this book, only pictures; VividPages needs words to draw from."
