"""What attacks are tried on: a reader with a book, a stranger with an account of their own, and what they send."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.test import Client

from accounts.tokens import create_token
from books.epub import read_epub
from books.models import VividPage
from books.services import take_in
from books.tests.epubs import build, chapter
from web.tests.signing_in import sign_in_now
from writing.stories.models import Category, Shown, Topic

if TYPE_CHECKING:
    from io import BytesIO
    from pathlib import Path

    from accounts.models import User
    from books.manuscript import Manuscript

EVIL = "https://evil.example"
SECRET = "Only Ann knows of the seventh lamp"
"""Of the reader: the title of a book, the text of a file. Whoever else has it has stolen it."""
LIVE = "<img src=x onerror=steal()>"
"""Markup that would run in whichever page it stands as it is."""


class House:
    """`reader` has a book called `SECRET`; `stranger` is signed up, too. `folder` is outside of all that is served."""

    def __init__(self, folder: Path, reader: User, stranger: User) -> None:
        self.folder = folder
        self.reader = reader
        self.stranger = stranger

    def browser(self, user: User | None = None, **options: Any) -> Client:
        """Open a browser in which somebody is signed in, or nobody."""
        client = Client(raise_request_exception=False, **options)
        if user is not None:
            sign_in_now(client, user)
        return client

    def program(self, user: User, *scopes: str) -> Client:
        """Return a program that calls the API with a token of somebody's."""
        _, secret = create_token(owner=user, name="Program", scopes=scopes or ("read", "write"))
        return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def book(self, owner: User | None = None, *, title: str = SECRET, **fields: Any) -> VividPage:
        """Make a book with a chapter, as the importer makes it; `fields` are those of its row."""
        manuscript = self.imported(build({"one.xhtml": chapter("One")}))
        return self.taken_in(manuscript, owner, **{"title": title, **fields})

    def taken_in(self, manuscript: Manuscript, owner: User | None = None, **fields: Any) -> VividPage:
        """Put what was imported on somebody's bookcase."""
        vividpage = take_in(manuscript=manuscript, source=VividPage.Origin.UPLOAD, owner=owner or self.reader)
        for name, value in fields.items():
            setattr(vividpage, name, value)
        vividpage.save()
        return vividpage

    def topic(self) -> Topic:
        """Make a topic under which readers put ideas."""
        category = Category.objects.create(slug="mills", title="Mills")
        return Topic.objects.create(category=category, slug="mills", title="Mills", state=Shown.SHOWN)

    def imported(self, epub: BytesIO) -> Manuscript:
        """Import a file. In this process, so that a guard can be taken out; readers' files have one of their own."""
        return read_epub(epub)


def post(client: Client, path: str, body: Any, **headers: str) -> Any:
    """Send JSON to the API."""
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


def shown(response: Any) -> str:
    """Return what an answer holds, be it sent in pieces."""
    data = b"".join(response) if response.streaming else response.content
    return bytes(data).decode(errors="replace")


def found(needle: str, response: Any) -> str:
    """Return what an attacker looked for if an answer holds it."""
    return needle if needle in shown(response) else ""
