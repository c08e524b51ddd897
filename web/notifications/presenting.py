"""Where notifications lead, and how mail of them looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from notifications.kinds import NEXT_STEPS, About
from notifications.presenting import Letter
from notifications.services.preferring import unsubscribe_token
from writing.stories.models import Branch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from notifications.models import Notification

PAGES: dict[str, str] = {
    About.NOTHING: "notifications",
    About.DECISIONS: "story_decisions",
    About.REPORTED_PICTURES: "moderation",
    About.REPORTED_WORDS: "moderation_words",
    About.CHANNELS: "notification_settings",
}
PAGES_OF_SUBJECT: dict[str, str] = {
    About.BOOK: "book",
    About.WRITING: "writing",
    About.EDITIONS: "editions",
    About.FILMS: "films",
    About.STORY: "story",
    About.WAITING_SEGMENTS: "story_waiting",
    About.IDEA: "idea",
}
MAIL = "notifications/mail/letter"


def path_of(notification: Notification) -> str:
    """Return the path of the page that a notification leads to."""
    about, subject = notification.about, notification.subject
    if about == About.SEGMENT and subject and notification.part:
        return reverse("segment", args=[subject, notification.part])
    if about == About.SUGGESTIONS and subject and notification.part:
        number = Branch.objects.filter(pk=notification.part).values_list("number", flat=True).first()
        return reverse("story_suggestions", args=[subject, number or 1])
    if about in PAGES_OF_SUBJECT and subject:
        return reverse(PAGES_OF_SUBJECT[about], args=[subject])
    return reverse(PAGES.get(about, "notifications"))


class Pages:
    """What notifications know of the pages (`notifications.presenting.Presenter`)."""

    def path(self, notification: Notification) -> str:
        """Return the path of the page that a notification leads to: by way of one that marks it as read."""
        if not notification.is_shown:
            return path_of(notification)
        return reverse("follow_notification", args=[notification.pk])

    def letter(self, reader: UUID, notifications: Sequence[Notification]) -> Letter:
        """Write one mail of several notifications."""
        site = settings.SITE_URL
        lines = [
            {
                "title": one.title,
                "next": NEXT_STEPS.get(one.kind, ""),
                "address": f"{site}{self.path(one)}" if site else "",
                "created": one.created,
            }
            for one in notifications
        ]
        token = unsubscribe_token(reader)
        unsubscribe = f"{site}{reverse('notifications_no_mail', args=[token])}" if site else ""
        settings_page = f"{site}{reverse('notification_settings')}" if site else ""
        context = {"lines": lines, "unsubscribe": unsubscribe, "settings_page": settings_page, "site": site}
        subject = notifications[0].title if len(lines) == 1 else f"{len(lines)} things have happened at VividPages"
        return Letter(
            subject=subject.rstrip("."),
            text=render_to_string(f"{MAIL}.txt", context),
            html=render_to_string(f"{MAIL}.html", context),
            unsubscribe=unsubscribe,
        )
