"""Rows that routes are about, by the names of their parameters: whoever adds a name adds its row here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession

from accounts.models import ApiKey
from accounts.tokens import create_token
from authors.contract import Part, Text
from books.tests.making import make_job
from characters.editing import people
from characters.editing.tests.books import make_book
from characters.models import Character, Finding, Nobody, Quote, Setting
from custody.models import Archive
from films.models import Film
from jobs.models import Job, Unit
from notifications.kinds import Kind
from notifications.models import Notification
from notifications.services.webhooks import add_webhook
from publishing.models import Edition, Page
from storyboards.styles.models import ReaderStyle
from storyboards.tests.making import add_version
from uploads.models import Upload
from uploads.services import begin
from web.account.tests.factors import make_passkey
from writing.models import Draft, PlannedPart, Source
from writing.services import start_book
from writing.stories.models import Appeal, Category, Comment, Decision, Idea, Segment, Shown, StoryMember, Topic
from writing.stories.services import start_story
from writing.stories.trail import record

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

LONG_ID = 7_103_965_211
"""One that stands in no answer by chance."""


def rows_of(owner: User) -> dict[str, Any]:
    """Make a book with all that routes are about; return what stands for each name of a parameter."""
    vividpage = make_book(owner)
    for scene in vividpage.scenes.all():
        version = add_version(scene)
    jim = Character.objects.get(vividpage=vividpage, name="Jim Hawkins")
    other = Character.objects.get(vividpage=vividpage, name="the Captain")
    portrait = add_version(jim)
    edit = people.set_aliases(character=jim, aliases=["Jim", "the boy"], by=owner)
    job = make_job(vividpage, "image-generation", state=Job.State.COMPLETED_WITH_FAILURES, planned=True)
    unit = Unit.objects.create(job=job, number=1, kind="scene", label="Scene 1", state=Unit.State.FAILED, reason="no")
    nobody = Nobody.objects.create(vividpage=vividpage, name="Mr Nobody")
    edition = Edition.objects.create(vividpage=vividpage, kind="epub", state=Edition.State.CANCELLED)
    film = Film.objects.create(vividpage=vividpage, state=Film.State.CANCELLED)
    style = ReaderStyle.objects.create(owner=owner, name="Mine", based_on="watercolour", prompt="p")
    page = Page.objects.create(vividpage=vividpage, number=1, layout="text", size=12)
    finding = Finding.objects.create(vividpage=vividpage, fingerprint="f", kind="k", severity="note", message="m")
    token, _ = create_token(owner=owner, name="Mine", scopes=["read"])
    upload = begin(owner=owner, length=10, filename="", metadata="", purpose=Upload.Purpose.VIVIDPAGE, about=None)
    key = ApiKey.objects.create(owner=owner, service="ollama", base_url="http://127.0.0.1:9")
    return {
        "vividpage_id": vividpage.pk,
        "job_id": job.pk,
        "unit_id": unit.pk,
        "token_id": token.pk,
        "key_id": key.pk,
        "number": 1,
        "version_id": version.pk,
        "kind": "person",
        "target": jim.pk,
        "name": portrait.image.name,
        "person_id": jim.pk,
        "other_id": other.pk,
        "place_id": Setting.objects.filter(vividpage=vividpage).first().pk,
        "change_id": Character.objects.get(vividpage=vividpage, name="Long John Silver").changes.get().pk,
        "edit_id": edit.pk,
        "finding_id": finding.pk,
        "nobody_id": nobody.pk,
        "quote_id": Quote.objects.filter(scene__vividpage=vividpage).first().pk,
        "edition_id": edition.pk,
        "film_id": film.pk,
        "part": "master.m3u8",
        "style_id": style.pk,
        "page_id": page.pk,
        "upload_id": upload.pk,
        "archive_id": Archive.objects.create(owner=owner).pk,
        "notification_id": Notification.objects.create(reader=owner, kind=Kind.DONE, key="k", title="Done.").pk,
        "session_id": UserSession.objects.create(pk=LONG_ID, user=owner, session_key="k" * 32, ip="192.0.2.1").pk,
        "factor_id": _factors_of(owner),
        "webhook_id": add_webhook(owner=owner, address="https://hooks.example.org/x", form="plain")[0].pk,
        **_rows_of_stories(owner),
        **_rows_of_writing(owner),
    }


def _factors_of(owner: User) -> int:
    """Make second factors of every kind; return the id of a passkey."""
    TOTP.activate(owner, generate_totp_secret())
    RecoveryCodes.activate(owner)
    pk: int = make_passkey(owner, pk=LONG_ID + 1).pk
    return pk


def _rows_of_stories(owner: User) -> dict[str, Any]:
    """Make a private story with what is in it, and an idea of a topic that is not shown yet."""
    category = Category.objects.create(slug="mine", title="Mine")
    topic = Topic.objects.create(category=category, slug="not-shown", title="Not shown", state=Shown.PROPOSED)
    idea = Idea.objects.create(topic=topic, author=owner, title="Not shown", text="Nobody sees it.")
    story = start_story(owner=owner, title="Mine alone")
    segment = Segment.objects.create(story=story, branch=story.main, writer=owner, line="Nobody reads it.")
    decision = record(Decision.Action.REFUSED, about=segment, by=None, reason="x")
    return {
        "slug": topic.slug,
        "idea_id": idea.pk,
        "comment_id": Comment.objects.create(idea=idea, author=owner, text="Mine.").pk,
        "story_id": story.pk,
        "segment_id": segment.pk,
        "member_id": StoryMember.objects.create(story=story, user=owner).pk,
        "decision_id": decision.pk,
        "appeal_id": Appeal.objects.create(decision=decision, by=owner, words="x").pk,
    }


def _rows_of_writing(owner: User) -> dict[str, Any]:
    """Make a book that is written here, with a part, a draft and a source."""
    book = start_book(owner=owner, kind="biography", brief={"subject": "Ida Holm"})
    data = Part(key="one", title="One").model_dump(mode="json")
    part = PlannedPart.objects.create(book=book, key="one", number=1, data=data)
    draft = Draft.objects.create(part=part, number=1, words=0, data=Text().model_dump(mode="json"))
    source = Source.objects.create(book=book, number=1, origin=Source.Origin.ADDRESS, address="https://example.org/")
    return {
        "book_id": book.pk,
        "part_id": part.pk,
        "draft_id": draft.pk,
        "source_id": source.pk,
        "key": "born",
    }


def own_book(user: User) -> VividPage:
    """Make a book of somebody else's, for ids of one book in the address of another."""
    return make_book(user)
