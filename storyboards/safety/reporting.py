"""A reader reports a picture: one open report of each picture, which moderators answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from storyboards.models import Report
from storyboards.safety import noticing, trail
from storyboards.safety.trail import Action

if TYPE_CHECKING:
    from accounts.models import User
    from storyboards.models import PictureVersion

LONGEST_WORDS = 1000
"""Characters."""
REPORTED = "You have reported this picture already. A moderator will look at it."


class ReportRefused(Exception):
    """A picture is not reported; the words are the reader's."""


def report(*, version: PictureVersion, by: User, reason: str, words: str = "") -> Report:
    """Report a version to the moderators. Raises ReportRefused if one of theirs about its picture is open."""
    words = words.strip()
    if reason not in Report.Reason:
        raise ReportRefused("Choose what is wrong with it.")
    if len(words) > LONGEST_WORDS:
        raise ReportRefused(f"Say it in {LONGEST_WORDS} letters at most.")
    if reason == Report.Reason.OTHER and not words:
        raise ReportRefused("Say in a few words what is wrong with it.")
    try:
        with transaction.atomic():
            made = Report.objects.create(
                picture_id=version.picture_id, version=version, reporter=by, reason=reason, words=words
            )
            trail.record(Action.REPORTED, version=version, by=by, reason=made.get_reason_display())
            noticing.tell_report(made)
    except IntegrityError as error:
        raise ReportRefused(REPORTED) from error
    return made


def open_report(*, version: PictureVersion, by: User) -> Report | None:
    """Return the open report that somebody has made of a version's picture."""
    return Report.objects.filter(picture=version.picture_id, reporter=by, state=Report.State.OPEN).first()
