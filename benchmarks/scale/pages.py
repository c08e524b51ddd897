"""The hottest queries, asked as the product asks them: real pages, real API calls, the engine's own functions."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache, caches
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tokens import create_token
from benchmarks.scale.multiplying import HEAVY
from books.models import VividPage
from files import store
from jobs import claims, depth, turns
from jobs.models import Job, Unit
from monitoring import readings
from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = (
    "a storm at sea",
    "the witch",
    "a letter arrives",
    "dinner with guests",
    "an old man tells a story",
    "treasure",
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks: a signed-in browser, their token, one of their books."""

    user: User
    browser: Client
    token: str
    book: VividPage

    def get(self, name: str, *args: object, query: str = "") -> None:
        """Fetch a page, which must be there."""
        answer = self.browser.get(reverse(name, args=args) + query, HTTP_HOST="localhost")
        assert answer.status_code == 200, (name, answer.status_code)
        _ = b"".join(answer) if answer.streaming else answer.content

    def call(self, path: str) -> dict[str, object]:
        """Call the API."""
        answer = Client().get(f"/api/v1/{path}", HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {self.token}")
        assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])
        found: dict[str, object] = answer.json()
        return found


def askers(numbers: list[int], whose: Callable[[int], uuid.UUID]) -> Iterator[Asker]:
    """Sign readers in: the copies of those numbers."""
    for number in numbers:
        user = User.objects.get(pk=whose(number))
        books = VividPage.objects.owned_by(user).filter(scene_count__gt=20).order_by("created")
        browser = Client()
        browser.force_login(user)
        with transaction.atomic():
            _, secret = create_token(owner=user, name="scale", scopes=("read",))
        yield Asker(user, browser, secret, books[number % min(4, len(books))])


def bookcase(asker: Asker) -> None:
    asker.get("bookcase")


def book(asker: Asker) -> None:
    asker.get("book", asker.book.pk)


def scene(asker: Asker) -> None:
    asker.get("versions", asker.book.pk, asker.book.scene_count // 2)


def pictures(asker: Asker) -> None:
    asker.get("book_pictures", asker.book.pk)


def read(asker: Asker) -> None:
    asker.get("read", asker.book.pk, asker.book.chapter_count // 2)


def search(asker: Asker) -> None:
    asker.get("search", query=f"?all=1&q={random.choice(WORDS)}")


def ledger(asker: Asker) -> None:
    asker.get("book_ledger", asker.book.pk)
    asker.get("spending")


def books_by_api(asker: Asker) -> None:
    """Ask for three pages of two books each."""
    cursor = ""
    for _ in range(3):
        found = asker.call(f"vividpages?limit=2{cursor}")
        if not found["next"]:
            return
        cursor = f"&cursor={found['next']}"


def public_stories(asker: Asker) -> None:
    cache.clear()
    asker.get("stories")


def stories_by_api(asker: Asker) -> None:
    cache.clear()
    asker.call("stories?of=public&limit=25")


def media(asker: Asker) -> None:
    """Ask who may see a picture, and whether a file is still named: for each that is shown or let go of."""
    version = PictureVersion.objects.filter(picture__vividpage=asker.book).first()
    assert version is not None
    from vividpages.media import gate_for

    assert gate_for(str(version.image.name), asker.user, links={}) is not None
    assert store.is_named(str(version.image.name))


def claim(asker: Asker) -> None:
    """Do what a worker does for one unit: whose turn it is, the claim, its lease, its end; it is taken back."""
    _ = asker
    with transaction.atomic():
        for job in turns.jobs_in_turn()[:1]:
            token = uuid.uuid4()
            unit = claims.claim_next(job_id=job.pk, token=token)
            assert unit is not None
            held = Unit.objects.filter(claim=token, state=Unit.State.CLAIMED)  # as `claims.Heartbeat` does
            ids = list(held.select_for_update(skip_locked=True).values_list("pk", flat=True))
            Unit.objects.filter(pk__in=ids).update(lease_until=timezone.now())
            assert claims.finish(unit)
        transaction.set_rollback(True)


def operations(asker: Asker) -> None:
    """Read what the status page, /metrics and the autoscaler do."""
    _ = asker
    cache.clear()
    caches["process"].clear()
    readings.read()
    depth.queue_depth()


def sweep(asker: Asker) -> None:
    """Look for jobs that stand still, as every few seconds."""
    _ = asker
    list(Job.objects.filter(state=Job.State.RUNNING))
    assert not Unit.objects.filter(state=Unit.State.CLAIMED, lease_until__lt="2000-01-01").exists()


HOTTEST: dict[str, Callable[[Asker], None]] = {
    "bookcase": bookcase,
    "book page": book,
    "scene page": scene,
    "pictures of a book": pictures,
    "reader": read,
    "search by words, names and meaning": search,
    "claim, lease and end of a unit": claim,
    "ledger and month": ledger,
    "operations": operations,
    "sweep": sweep,
    "API: books by cursor": books_by_api,
    "API: public stories by cursor": stories_by_api,
    "public stories": public_stories,
    "gate and naming of a picture": media,
}
OF_HEAVY = ("bookcase", "search by words, names and meaning", "API: books by cursor")
"""Asked for the reader with the large library, too."""
HEAVY_NUMBER = HEAVY
