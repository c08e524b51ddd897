"""A template of the reader's at Canva, filled with the book, as a PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import pypdfium2
from pydantic import Field

from publishing.canva import designs
from publishing.canva.client import Canva
from publishing.canva.connections import Access, is_connected
from publishing.canva.mapping import filled
from publishing.canva.refusals import CONNECT_FIRST, CanvaRefused
from publishing.canva.settings import is_on
from publishing.kinds.kind import Check, EditionKind, Made, Options, Refused
from publishing.models import Template
from publishing.publication import data_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from books.models import VividPage
    from publishing.canva.client import Tokens
    from publishing.kinds.kind import Tell
    from publishing.publication import Publication

NOT_SET_UP = "This site is not set up for Canva."
NOT_CHOSEN = "Choose one of your templates first; if it is not there any more, look up your templates again."
NOTHING_TO_FILL = "Nothing of this book goes into the template. Say first what fills its fields."


class CanvaOptions(Options):
    """Which template, and how good the pictures in the PDF are."""

    template: str = Field(default="", title="Template", description="Its id on this site.", max_length=40)
    quality: designs.Quality = Field(
        default="regular", title="Quality", description="“Pro” needs a plan of Canva that has it."
    )


def prepared(vividpage: VividPage, options: CanvaOptions) -> Callable[[Publication, CanvaOptions, Path, Tell], Made]:
    """Return what fills the template of a book's owner. Raises Refused."""
    if problem := problem_with(vividpage):
        raise Refused(problem)
    try:
        chosen = UUID(options.template)
    except ValueError:
        raise Refused(NOT_CHOSEN) from None
    template = Template.objects.filter(owner=vividpage.owner_id, pk=chosen).first()
    if template is None:
        raise Refused(NOT_CHOSEN)
    return partial(fill_template, template, Access(vividpage.owner_id))


def fill_template(
    template: Template, tokens: Tokens, publication: Publication, options: CanvaOptions, folder: Path, tell: Tell
) -> Made:
    """Upload the pictures, fill the template, and fetch it as a PDF. Raises Refused and Stopped."""
    values = filled(publication, template.fields, template.mapping)
    if not values.texts and not values.images:
        raise Refused(NOTHING_TO_FILL)
    distinct = {image.name: image for image in values.images.values()}
    steps = len(distinct) + 3
    done = 0
    canva = Canva(tokens, keep_on=lambda: tell(done, steps))
    title = publication.book.title
    out = folder / "canva.pdf"
    assets = {}
    try:
        for done, (name, image) in enumerate(distinct.items()):
            assets[name] = designs.upload(canva, data_of(image), f"{title[:40]} {done + 1}")
        done = len(distinct)
        data = {name: {"type": "text", "text": text} for name, text in values.texts.items()}
        data |= {name: {"type": "image", "asset_id": assets[image.name]} for name, image in values.images.items()}
        design = designs.fill(canva, template.canva_id, data, title)
        done += 1
        url = designs.export(canva, design, options.quality)
        done += 1
        designs.fetch(url, out)
    except CanvaRefused as refused:
        raise Refused(str(refused)) from None
    tell(steps, steps)
    return Made(out, pages=_pages_of(out), checks=_checks(values.empty))


def problem_with(vividpage: VividPage) -> str:
    """Say why there can be no such edition; "" if there can."""
    if not is_on():
        return NOT_SET_UP
    return "" if is_connected(vividpage.owner_id) else CONNECT_FIRST


def _unprepared(_publication: Publication, _options: CanvaOptions, _folder: Path, _tell: Tell) -> Made:
    raise Refused(CONNECT_FIRST)


def _pages_of(file: Path) -> int:
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        raise Refused(designs.NOT_FETCHED) from None
    try:
        return len(document)
    finally:
        document.close()


def _checks(empty: list[str]) -> tuple[Check, ...]:
    if not empty:
        return ()
    words = f"The book has nothing for these fields, which are as the template has them: {'; '.join(empty)}."
    return (Check("canva_fields", "warning", words, mend="Say what else fills them."),)


KIND = EditionKind(
    name="canva",
    title="Canva template",
    about="One of your brand templates at Canva, filled with pictures and words of this book, as a PDF.",
    suffix=".pdf",
    media_type="application/pdf",
    options=CanvaOptions,
    make=_unprepared,
    suits=problem_with,
    prepared=prepared,
    is_offered=is_on,
    reads_pages=True,
)
