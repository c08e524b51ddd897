"""What readers are told of, by which channels, and what a notification is about."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models


class Kind(models.TextChoices):
    """What has happened. The labels stand in the table of preferences."""

    DONE = "done", "Something of yours is finished"
    FAILED = "failed", "Something could not be made"
    MONEY = "money", "Work waits for money"
    KEY = "key", "Work waits for a key"
    LOOK = "look", "Work waits for you to look"
    CONTINUED = "continued", "A story goes on that you wrote in or follow"
    COMMENTED = "commented", "Somebody answers what you wrote"
    REPORTED = "reported", "Something is reported that you moderate"
    MODERATED = "moderated", "A moderator decides about something of yours"
    CHANNEL = "channel", "A webhook of yours is switched off"
    TEST = "test", "You try a webhook"


class Channel(models.TextChoices):
    """How a reader is told."""

    PAGE = "page", "Here"
    MAIL = "mail", "E-mail"
    WEBHOOK = "webhook", "Webhooks"
    PUSH = "push", "Pushes"


class About(models.TextChoices):
    """What a notification leads to; the pages know their addresses (`notifications.presenting`)."""

    NOTHING = "nothing"
    BOOK = "book"
    WRITING = "writing"
    EDITIONS = "editions"
    FILMS = "films"
    STORY = "story"
    SEGMENT = "segment"
    WAITING_SEGMENTS = "waiting-segments"
    IDEA = "idea"
    SUGGESTIONS = "suggestions"
    DECISIONS = "decisions"
    REPORTED_PICTURES = "reported-pictures"
    REPORTED_WORDS = "reported-words"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Lead:
    """What a notification leads to: which kind of page, of what, and of which part of it."""

    about: About = About.NOTHING
    subject: UUID | None = None
    part: UUID | None = None


NOWHERE = Lead()

CHOSEN_KINDS: tuple[Kind, ...] = tuple(kind for kind in Kind if kind is not Kind.TEST)
"""Those that a reader has preferences for."""

NEXT_STEPS: dict[str, str] = {
    Kind.MONEY: "It goes on once you have seen to the money.",
    Kind.KEY: "It goes on once you have seen to the key.",
    Kind.LOOK: "It goes on once you have looked.",
    Kind.MODERATED: "The reason stands on the page.",
}
"""What is said outside the site beside the title; reasons stay on the page, for they may quote a book."""
