"""How much one reader may ask of the site: refusals in the reader's words, for pages, commands and programs alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from accounts.access import tallies
from accounts.access.bans import ban_of
from accounts.access.tallies import Limit, TooOften

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

HOUR = 3600
PREVIEWS_AN_HOUR = 1200
"""A picture takes a fifth of a second to draw: this is a slider that is moved every three seconds."""

INVITATIONS_AN_HOUR = 30
"""An invitation says whether an address has an account here: nobody tries many."""


class LimitReached(Exception):
    """A reader has as much as one may have; the words say what to do, `seconds` when it goes again; 0: unknown."""

    def __init__(self, words: str, *, seconds: int = 0) -> None:
        super().__init__(words)
        self.seconds = seconds


class Banned(LimitReached):
    """A moderator has closed uploading and drawing to a reader; the words say why."""


def refuse_banned(reader: UUID) -> None:
    """Refuse whoever may neither upload nor have anything drawn. Raises Banned."""
    if found := ban_of(reader):
        raise Banned(f"A moderator has closed uploading and drawing for your account: {found.reason}")


def spend_upload(user: User) -> None:
    """Count a file that a reader uploads. Raises LimitReached."""
    refuse_banned(user.pk)
    limit = _uploads()
    _spend(user, limit, f"No more than {_counted(limit.most, 'file')} may be uploaded within an hour.")


def check_uploads(user: User) -> None:
    """Raise LimitReached if one more file would be too many. Counts nothing."""
    refuse_banned(user.pk)
    limit = _uploads()
    try:
        tallies.check(limit, user.pk.hex)
    except TooOften as error:
        words = f"No more than {_counted(limit.most, 'file')} may be uploaded within an hour."
        raise LimitReached(f"{words} Wait {error.wait}, then try again.", seconds=error.seconds) from None


def _uploads() -> Limit:
    return Limit("uploads", settings.READER_UPLOADS_AN_HOUR, HOUR)


def spend_start(user: User) -> None:
    """Count the start of a making that a reader asks for. Raises LimitReached."""
    refuse_banned(user.pk)
    limit = Limit("starts", settings.READER_STARTS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'book')} may be started within an hour.")


def spend_edition(user: User) -> None:
    """Count an edition that a reader asks for. Raises LimitReached."""
    limit = Limit("editions", settings.READER_EDITIONS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'edition')} may be made within an hour.")


def spend_segment(user: User) -> None:
    """Count a line by which a reader continues a story. Raises LimitReached."""
    refuse_banned(user.pk)
    limit = Limit("segments", settings.READER_SEGMENTS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'line')} may be posted within an hour.")


def spend_idea(user: User) -> None:
    """Count a topic or an idea that a reader proposes. Raises LimitReached."""
    refuse_banned(user.pk)
    limit = Limit("ideas", settings.READER_IDEAS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'idea')} may be proposed within an hour.")


def spend_comment(user: User) -> None:
    """Count a comment. Raises LimitReached."""
    refuse_banned(user.pk)
    limit = Limit("comments", settings.READER_COMMENTS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'comment')} may be written within an hour.")


def spend_suggestion(user: User) -> None:
    """Count an edit that a reader suggests for the bible of a story. Raises LimitReached."""
    refuse_banned(user.pk)
    limit = Limit("suggestions", settings.READER_SUGGESTIONS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'edit')} may be suggested within an hour.")


def spend_report(user: User) -> None:
    """Count a report of what somebody else wrote. Raises LimitReached."""
    limit = Limit("reports", settings.READER_REPORTS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'report')} may be made within an hour.")


def spend_invitation(user: User) -> None:
    """Count somebody who is asked to continue a story. Raises LimitReached."""
    limit = Limit("invitations", INVITATIONS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {limit.most} people may be invited within an hour.")


def spend_film(user: User) -> None:
    """Count a film that a reader asks for. Raises LimitReached."""
    limit = Limit("films", settings.READER_FILMS_AN_HOUR, HOUR)
    _spend(user, limit, f"No more than {_counted(limit.most, 'film')} may be asked for within an hour.")


def spend_preview(user: User) -> None:
    """Count a picture that is drawn while a style is tried out. Raises LimitReached."""
    _spend(user, Limit("previews", PREVIEWS_AN_HOUR, HOUR), "You have tried out very much within an hour.")


def _counted(most: int, noun: str) -> str:
    return f"{most} {noun}" if most == 1 else f"{most} {noun}s"


def _spend(user: User, limit: Limit, words: str) -> None:
    try:
        tallies.spend(limit, user.pk.hex)
    except TooOften as error:
        raise LimitReached(f"{words} Wait {error.wait}, then try again.", seconds=error.seconds) from None
