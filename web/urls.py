"""Addresses of all pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("web.library.urls")),
    path("", include("web.making.urls")),
    path("", include("web.reading.urls")),
    path("", include("web.bible.urls")),
    path("", include("web.pictures.urls")),
    path("", include("web.pages.urls")),
    path("", include("web.styles.urls")),
    path("", include("web.variants.urls")),
    path("", include("web.publishing.urls")),
    path("", include("web.films.urls")),
    path("", include("web.writing.urls")),
    path("", include("web.stories.urls")),
    path("", include("web.stories.bible.urls")),
    path("", include("web.search.urls")),
    path("", include("web.money.urls")),
    path("", include("web.account.urls")),
    path("", include("web.notifications.urls")),
    path("", include("web.moderation.urls")),
]
