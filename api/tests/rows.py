"""Rows that routes are about, by the names of their parameters: whoever adds a name adds its row here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.models import ApiKey
from accounts.tokens import create_token
from books.tests.making import make_job
from characters.editing import people
from characters.editing.tests.books import make_book
from characters.models import Character, Finding, Setting
from jobs.models import Job, Unit
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


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
    finding = Finding.objects.create(vividpage=vividpage, fingerprint="f", kind="k", severity="note", message="m")
    token, _ = create_token(owner=owner, name="Mine", scopes=["read"])
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
    }


def own_book(user: User) -> VividPage:
    """Make a book of somebody else's, for ids of one book in the address of another."""
    return make_book(user)
