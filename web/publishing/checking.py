"""The form of a PDF that is to be checked for print, and what was found as the page shows it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from publishing.preflight.choices import PrintChoices
from publishing.preflight.rules.catalogue import TITLES
from publishing.printers.boxes import said
from publishing.printers.catalogue import DEFAULT_PRINTER, all_printers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.core.files.uploadedfile import UploadedFile

    from publishing.checks import Check
    from publishing.preflight.sandboxed import CheckedFile
    from publishing.printers.rules import Binding, Named

FROM_FILE = ("", "As the file has it")
NOT_CHOSEN = ("", "Any of the printer's")
BLEED = {"": None, "yes": True, "no": False}
BOUND_RIGHT = {"": None, "left": False, "right": True}
MOST_NAMED = 24
"""Pages of one rule that are listed by their number."""


class CheckForm(forms.Form):
    """A PDF and how it is to be printed."""

    pdf = forms.FileField(
        label="PDF",
        error_messages={"required": "Choose a PDF first.", "empty": "That file is empty."},
        widget=forms.FileInput({"accept": ".pdf,application/pdf"}),
    )
    kind = forms.ChoiceField(
        label="Part of the book", choices=[("interior", "Interior: the pages"), ("cover", "Cover: one piece")]
    )
    printer = forms.ChoiceField(label="Printer")
    trim = forms.CharField(
        label="Trim size",
        required=False,
        max_length=40,
        help_text="Such as 6x9 or 148 x 210 mm. Empty: as the file has it.",
    )
    bleed = forms.ChoiceField(
        label="Bleed", required=False, choices=[FROM_FILE, ("yes", "With bleed"), ("no", "Without bleed")]
    )
    ink = forms.ChoiceField(label="Ink", required=False)
    paper = forms.ChoiceField(label="Paper", required=False)
    binding = forms.ChoiceField(label="Binding")
    bound = forms.ChoiceField(
        label="Bound on",
        required=False,
        choices=[FROM_FILE, ("left", "The left"), ("right", "The right")],
        help_text="Books that are read from right to left are bound on the right.",
    )
    pages = forms.IntegerField(
        label="Pages of the interior",
        required=False,
        min_value=1,
        max_value=5000,
        help_text="For a cover: its spine follows.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"printer": DEFAULT_PRINTER, "binding": "paperback"})
        super().__init__(*args, **options)
        printers = all_printers()
        self._offer("printer", [(printer.name, printer.title) for printer in printers])
        self._offer("ink", [NOT_CHOSEN, *_named(printer.inks for printer in printers)])
        self._offer("paper", [NOT_CHOSEN, *_named(printer.papers for printer in printers)])
        self._offer("binding", _named(printer.bindings for printer in printers))
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "input")
        self.fields["trim"].widget.attrs["list"] = "trim-sizes"

    def clean_pdf(self) -> UploadedFile[Any]:
        """Refuse what is larger than MAX_UPLOAD_BYTES."""
        pdf: UploadedFile[Any] = self.cleaned_data["pdf"]
        if (pdf.size or 0) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                f"That file has {filesizeformat(pdf.size or 0)}; the largest that can be checked here is "
                f"{filesizeformat(settings.MAX_UPLOAD_BYTES)}."
            )
        return pdf

    def choices(self) -> PrintChoices:
        """Return what was chosen, of a form that is valid."""
        chosen = self.cleaned_data
        return PrintChoices(
            kind=chosen["kind"],
            printer=chosen["printer"],
            trim=chosen["trim"],
            ink=chosen["ink"],
            paper=chosen["paper"],
            binding=chosen["binding"],
            bleed=BLEED[chosen["bleed"]],
            bound_right=BOUND_RIGHT[chosen["bound"]],
            pages=chosen["pages"] or 0,
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _named(offered: Iterable[Sequence[Named | Binding]]) -> list[tuple[str, str]]:
    """Return the names of all printers once each, with their titles."""
    return list({one.name: one.title for several in offered for one in several}.items())


def sizes() -> list[str]:
    """Return the trim sizes of all printers, for the list that a browser offers while one writes."""
    return list(dict.fromkeys(f"{said(t.width)}x{said(t.height)}" for one in all_printers() for t in one.trims.sizes))


@dataclass(frozen=True, slots=True)
class Place:
    """A picture of a place with a frame around it, as an address that holds it."""

    page: int
    words: str
    picture: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found: the first of it in words, all pages, and a few places."""

    title: str
    severity: str
    words: str
    mend: str
    pages: str
    places: tuple[Place, ...]


def groups(checked: CheckedFile) -> list[Group]:
    """Return what was found, by rule, the most serious first."""
    by_rule: dict[tuple[str, str], list[tuple[int, Check]]] = {}
    for number, check in enumerate(checked.inspection.checks):
        by_rule.setdefault((check.severity, check.rule), []).append((number, check))
    return [_group(found, checked.pictures) for found in by_rule.values()]


def _group(found: list[tuple[int, Check]], pictures: dict[int, bytes]) -> Group:
    first = found[0][1]
    places = tuple(
        Place(check.page, check.words, "data:image/webp;base64," + b64encode(pictures[number]).decode())
        for number, check in found
        if number in pictures
    )
    title = TITLES.get(first.rule, first.rule)
    return Group(title, first.severity, first.words, first.mend, _pages([check.page for _, check in found]), places)


def _pages(numbers: Iterable[int]) -> str:
    """Return the pages in words: "page 3", "pages 3, 5–8 and more"."""
    pages = sorted({number for number in numbers if number})
    if not pages:
        return ""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    listed = [str(begin) if begin == end else f"{begin}–{end}" for begin, end in runs]
    more = " and more" if len(listed) > MOST_NAMED or len(pages) >= 60 else ""
    return f"Page{'s' if len(pages) > 1 else ''} {', '.join(listed[:MOST_NAMED])}{more}"
