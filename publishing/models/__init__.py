"""Rows of publishing: editions, and the pages of picture books."""

from publishing.models.edition import Edition, EditionPreview
from publishing.models.page import Page, PageEdit, PageSet

__all__ = ["Edition", "EditionPreview", "Page", "PageEdit", "PageSet"]
