"""How editions stand, as their page shows them and as open pages are told of those that are ready."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from books.models import VividPage
from publishing.catalogue import title_of
from publishing.models import Edition
from web.publishing.queries import awaits_any, editions_of, unseen_of

TEMPLATE = "publishing/_editions.html"
AWAITED = "editions_awaited"
"""In a reader's session: pages are to say when an edition is ready."""


@dataclass(frozen=True, slots=True)
class EditionsAudience:
    """The browsers of a reader that show the editions of a book."""

    vividpage_id: UUID
    reader: User

    @property
    def subject(self) -> UUID:
        """Whose changes they are told of."""
        return self.reader.pk

    def render(self) -> str | None:
        """Render the list; None if the book is gone."""
        vividpage = VividPage.objects.owned_by(self.reader).filter(pk=self.vividpage_id).first()
        return fragment(vividpage) if vividpage else None


@dataclass(frozen=True, slots=True)
class NewsAudience:
    """The browsers of a reader who waits for an edition, whatever page they show."""

    reader: User

    @property
    def subject(self) -> UUID:
        """Whose changes they are told of."""
        return self.reader.pk

    def render(self) -> str | None:
        """Return the news as JSON: what to say, and where it leads; None if none is to come."""
        news = [
            {
                "id": str(edition.pk),
                "words": words_of(edition),
                "address": reverse("editions", args=[edition.vividpage_id]),
            }
            for edition in unseen_of(self.reader)
        ]
        return json.dumps(news) if news or awaits_any(self.reader) else None


def words_of(edition: Edition) -> str:
    """Say how the making of an edition has ended."""
    how = "is ready" if edition.state == Edition.State.READY else "could not be made"
    return f"“{edition.vividpage.title}”, {title_of(edition.kind)}, {how}."


def fragment(vividpage: VividPage) -> str:
    """Render the list of editions that browsers swap in."""
    shown = editions_of(vividpage)
    making = [one for one in shown if one.edition.is_being_made]
    context = {"vividpage": vividpage, "editions": shown, "is_working": bool(making)}
    context["announcement"] = (
        f"{len(making)} being made." if making else words_of(shown[0].edition) if shown else "No editions yet."
    )
    return render_to_string(TEMPLATE, context)
