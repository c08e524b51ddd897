"""What belongs to somebody else: it is not found, however it is asked for."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessToken, User
from accounts.tokens import create_token
from api.core.rules import ROLES, Rule
from books.models import VividPage
from publishing.models import Edition
from vividpages.tests.replays.house import SECRET, found
from vividpages.tests.replays.replay import CALIBRE_WEB, code, cve, replay
from web.stories.finding import found_story
from writing.stories.access import Standing
from writing.stories.models import Story
from writing.stories.services import start_story

if TYPE_CHECKING:
    from django.http import HttpRequest

    from api.routes.vividpages import WholeBook
    from vividpages.tests.replays.house import House


def edition_of(book: VividPage) -> Edition:
    """Make an edition with a file that says `SECRET`."""
    name = default_storage.save(f"kept/{book.owner_id}/ed/edition.epub", ContentFile(SECRET.encode()))
    return Edition.objects.create(
        vividpage=book, kind="epub", state=Edition.State.READY, file=name, bytes=9, finished=timezone.now()
    )


@replay(
    "CVE-2026-44776",
    "Kavita",
    "Whoever guessed the number of a book could download it, although the library was closed to them.",
    source="https://osv.dev/vulnerability/CVE-2026-44776",
    refusal="Books, editions and all that is in them are looked for among those of whoever asks.",
    guard=code("books.models.VividPageQuerySet.owned_by", lambda self, _: self.all()),
)
def download_of_a_strangers_book(house: House) -> str:
    edition = edition_of(house.book())
    address = reverse("edition_file", args=[edition.vividpage_id, edition.pk])
    return found(SECRET, house.browser(house.stranger).get(address))


@replay(
    "CVE-2026-42883",
    "audiobookshelf",
    "Who might read one library could fetch parts of another by their numbers, through the address of the one.",
    source=cve("CVE-2026-42883"),
    refusal="Parts of a book are looked for within the book of the address.",
    guard=code(
        "web.publishing.views.files.edition_of", lambda _request, _book, edition: Edition.objects.get(pk=edition)
    ),
)
def part_of_a_strangers_book_through_ones_own(house: House) -> str:
    theirs, own = edition_of(house.book()), house.book(house.stranger, title="Mine")
    address = reverse("edition_file", args=[own.pk, theirs.pk])
    return found(SECRET, house.browser(house.stranger).get(address))


def of_anybody(model: Any, **wanted: Any) -> Any:
    """Find a row, whosever it is."""
    return get_object_or_404(model, **{name: value for name, value in wanted.items() if name != "owner"})


@replay(
    "CVE-2026-7713",
    "Calibre-Web-Automated",
    "Whoever was signed in could have tokens of e-readers of anybody, by the number of the account.",
    source=cve("CVE-2026-7713"),
    refusal="Tokens are made for who is signed in, and found among their own.",
    guard=code("web.account.tokens.get_object_or_404", of_anybody),
)
def token_of_somebody_else(house: House) -> str:
    token, _ = create_token(owner=house.reader, name="Reader")
    house.browser(house.stranger).post(reverse("delete_token", args=[token.pk]))
    return "" if AccessToken.objects.filter(pk=token.pk).exists() else "the token is ended"


@replay(
    "CVE-2026-7714",
    "Calibre-Web-Automated",
    "Pages of administrators answered whoever asked.",
    source=cve("CVE-2026-7714"),
    refusal="A route names who may call it, or the build fails; what is for operators is not there for others.",
    guard=code("api.core.rules.ROLES", {**ROLES, "operator": lambda _: True}),
)
def page_of_operators(house: House) -> str:
    answer = house.program(house.stranger, "operate").get("/api/v1/status")
    return "how the site is doing" if answer.status_code == 200 else ""


@replay(
    "3 July 2018",
    "Calibre-Web",
    "The account of guests opened the feeds of e-readers, without a password.",
    source=CALIBRE_WEB,
    refusal="Feeds ask for a token that was made for them; a name and a password that are none open nothing.",
    guard=code("web.publishing.views.opds.owner_of", lambda *_: User.objects.get(email="ann@example.com")),
)
def feed_for_a_guest(house: House) -> str:
    edition_of(house.book())
    guest = base64.b64encode(b"guest:guest").decode()
    return found(SECRET, house.browser().get(reverse("opds"), headers={"Authorization": f"Basic {guest}"}))


CALLED = Rule.__call__


def open_to_whoever_names_it(self: Rule, request: HttpRequest) -> Any:
    """Let whoever has the address of an open page anywhere in theirs in, as some reader."""
    if re.search("/api/v1/health", request.get_full_path()):
        request.by = "nothing"  # type: ignore[attr-defined]
        return User.objects.get(email="ann@example.com")
    return CALLED(self, request)


@replay(
    "CVE-2025-25205",
    "audiobookshelf",
    "A request that had the address of an open page anywhere in its own needed no sign-in.",
    source="https://osv.dev/vulnerability/CVE-2025-25205",
    refusal="Whether a route is open is a fact of the route; its address is not looked at.",
    guard=code("api.core.rules.Rule.__call__", open_to_whoever_names_it),
)
def address_of_an_open_page(house: House) -> str:
    house.book()
    return found(SECRET, house.browser().get("/api/v1/vividpages?r=/api/v1/health"))


@replay(
    "CVE-2022-0405",
    "Calibre-Web",
    "The name of somebody's private shelf was told to whoever asked for its number.",
    source=CALIBRE_WEB,
    refusal="A private story is not found by who is not invited, and no message tells of it.",
    guard=code("writing.stories.access.STRANGER", Standing(True, False, False, False, False)),
)
def name_of_a_private_story(house: House) -> str:
    story = start_story(owner=house.reader, title=SECRET)
    return found(SECRET, house.browser(house.stranger).get(reverse("story", args=[story.pk])))


@replay(
    "CVE-2022-0273",
    "Calibre-Web",
    "Who might not make shelves public could do so all the same.",
    source=CALIBRE_WEB,
    refusal="The rules of a story are changed by its owner alone, also by invited readers not.",
    guard=code("web.stories.views.running.owned_story", found_story)
    & code("writing.stories.services.starting.standing_in", lambda *_: Standing(True, True, True, True, True)),
)
def rules_of_a_strangers_story(house: House) -> str:
    story = start_story(owner=house.reader, title="A mill", visibility="public")
    house.browser(house.stranger).post(reverse("close_story", args=[story.pk]))
    house.browser(house.stranger).post(reverse("delete_story", args=[story.pk]))
    return "" if Story.objects.filter(pk=story.pk, state=Story.State.OPEN).exists() else "the story is closed"


def taking_every_field(request: HttpRequest, shape: WholeBook) -> None:
    """Write whatever a request names into the row."""
    VividPage.objects.filter(pk=shape.id).update(**json.loads(request.body))


@replay(
    "CVE-2024-32963",
    "Navidrome",
    "A playlist took every field that a request named, also whose it was to be.",
    source=cve("CVE-2024-32963"),
    refusal="A route takes the fields of its shape, and passes over all others; no shape names an owner.",
    guard=code("api.routes.vividpages.must_match", taking_every_field),
)
def book_put_on_a_strangers_bookcase(house: House) -> str:
    own = house.book(house.stranger, title="Buy here")
    body = {"owner_id": str(house.reader.pk), "status": "completed"}
    house.program(house.stranger).patch(f"/api/v1/vividpages/{own.pk}", body, content_type="application/json")
    return own.title if VividPage.objects.owned_by(house.reader).filter(pk=own.pk).exists() else ""


@replay(
    "CVE-2021-21402",
    "Jellyfin",
    "Addresses of files were put together so that they led out of the folder of media.",
    source="https://osv.dev/vulnerability/CVE-2021-21402",
    refusal="A name of a file must lead nowhere but where it seems to; then whose folder that is decides.",
    guard=code("vividpages.media._is_plain", lambda _: True),
)
def path_out_of_ones_folder(house: House) -> str:
    theirs, own = house.book(), house.book(house.stranger, title="Mine")
    name = default_storage.save(f"epubs/{house.reader.pk}/{theirs.pk}/original.epub", ContentFile(SECRET.encode()))
    asked = f"epubs/{house.stranger.pk}/{own.pk}/../../../{name}"
    default_storage.save(f"epubs/{house.stranger.pk}/{own.pk}/original.epub", ContentFile(b"mine"))
    return found(SECRET, house.browser(house.stranger).get("/media/" + asked.replace("..", "%2e%2e")))
