"""The book as a Word document: for whoever goes on working on its text, or has it set by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from publishing.kinds.docx.document import write_document
from publishing.kinds.docx.pages import SheetName
from publishing.kinds.docx.styles import FontName
from publishing.kinds.kind import EditionKind, Made, Tell
from publishing.rights.statement import RightsOptions

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.publication import Publication


class DocxOptions(RightsOptions):
    """How a Word document is laid out."""

    page: SheetName = Field(default="6 × 9 in", title="Page")
    font: FontName = Field(default="Georgia", title="Font", description="Your word processor must have it.")
    size: int = Field(default=11, ge=8, le=18, title="Size of text", description="In points.")
    cover: bool = Field(default=True, title="Cover as the first page")
    pictures: bool = Field(default=True, title="Pictures")
    contents: bool = Field(default=True, title="Contents")
    illustrations: bool = Field(default=True, title="List of illustrations")
    cast: bool = Field(default=False, title="People with their portraits")
    right_hand: bool = Field(default=False, title="Chapters begin on right-hand pages")


def make(publication: Publication, options: DocxOptions, folder: Path, tell: Tell) -> Made:
    """Write the document. Raises Refused if a picture is gone."""
    return Made(write_document(publication, options, folder, tell))


KIND = EditionKind(
    name="docx",
    title="Word document (DOCX)",
    about="Text, pictures and notes with real styles, for Word, LibreOffice and Google Docs: to edit, or to hand on.",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    options=DocxOptions,
    make=make,
)
