"""Rows of publishing: the pages of picture books."""

from publishing.models.page import Page, PageEdit, PageSet

__all__ = ["Page", "PageEdit", "PageSet"]
