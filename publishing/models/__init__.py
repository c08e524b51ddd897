"""Rows of publishing: editions, the pages of picture books, and templates."""

from publishing.models.edition import Edition, EditionPreview
from publishing.models.page import Page, PageEdit, PageSet
from publishing.models.template import Template

__all__ = ["Edition", "EditionPreview", "Page", "PageEdit", "PageSet", "Template"]
