"""What becomes of a making: the new file in the place of the one before, or the reason why there is none."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from books.services import new_files
from files import store
from jobs.models import Job
from jobs.pipelines import UnitRejected
from publishing.models import Edition, EditionPreview
from publishing.services.making import has_room
from publishing.services.telling import tell_of_end, tell_reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from publishing.kinds.kind import Made
    from publishing.previews import Preview
    from publishing.sources import Sources

NO_ROOM = "There is no room left for its file. Delete editions that you no longer need, then make it again."
EMPTY = "Nothing came out of it. Tell whoever runs this site."


@transaction.atomic
def keep_file(
    *,
    edition_id: UUID,
    attempt: UUID,
    made: Made,
    previews: Sequence[Preview],
    sources: Sources,
    versions: Sequence[UUID],
) -> None:
    """Keep a finished file as that of an edition, unless this attempt counts no more.

    Raises UnitRejected if the reader has no room for it.
    """
    wanted = Edition.objects.select_for_update(of=("self",)).filter(pk=edition_id, attempt=attempt)
    edition = wanted.select_related("vividpage__owner").first()
    if edition is None:
        return
    size, owner = made.file.stat().st_size, edition.vividpage.owner
    if not size:
        raise UnitRejected(EMPTY)
    if not has_room(owner, size, instead_of=edition.bytes):
        raise UnitRejected(NO_ROOM)
    before = {str(edition.file.name or ""), *edition.previews.values_list("image", flat=True)}
    kept = store.keep_file(made.file, owner=owner.pk, extension=made.file.suffix.lstrip("."))
    new_files.note(kept.name)
    edition.file.name = kept.name
    edition.bytes, edition.pages = size, made.pages
    edition.checks = [asdict(check) for check in made.checks]
    edition.text_digest, edition.picture_digest = sources.text, sources.pictures
    edition.page_digest, edition.bible_digest = sources.pages, sources.bible
    edition.versions, edition.finished = list(versions), timezone.now()
    edition.state, edition.attempt, edition.is_seen = Edition.State.READY, None, False
    edition.save()
    edition.previews.all().delete()
    # In the order of their bytes: so two who keep the same wait for one another, and not both for both.
    for number, preview in sorted(enumerate(previews, 1), key=lambda numbered: numbered[1].data):
        image = store.keep(preview.data, owner=owner.pk, extension="webp").name
        new_files.note(image)
        EditionPreview.objects.create(
            edition=edition, number=number, image=image, width=preview.width, height=preview.height
        )
    store.release_on_commit(before)
    tell_of_end(edition, attempt=attempt)
    tell_reader(owner.pk)


def settle(job: Job) -> None:
    """Say why an edition was not made, once its pipeline has ended so. Its book is not touched."""
    if job.state not in (Job.State.FAILED, Job.State.CANCELLED, Job.State.PAUSED):
        return
    edition = Edition.objects.select_related("vividpage").filter(pk=job.subject, state=Edition.State.MAKING).first()
    if edition is None:
        return
    if job.state == Job.State.FAILED:
        edition.state, edition.reason, edition.is_seen = Edition.State.FAILED, job.reason, False
    else:
        edition.state, edition.reason = Edition.State.CANCELLED, job.reason
    attempt, edition.attempt = edition.attempt, None
    edition.save(update_fields=["state", "reason", "is_seen", "attempt"])
    if edition.state == Edition.State.FAILED and attempt is not None:
        tell_of_end(edition, attempt=attempt)
    tell_reader(edition.vividpage.owner_id)


def forget_file(edition_id: UUID) -> None:
    """Forget a file that the storage has lost: the edition is to be made again."""
    Edition.objects.filter(pk=edition_id).exclude(state=Edition.State.MAKING).update(
        state=Edition.State.FAILED, reason="Its file was lost. Make it again.", file="", bytes=0, finished=None
    )
