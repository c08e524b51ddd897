"""Addresses of the moderators' pages."""

from __future__ import annotations

from django.urls import path

from web.moderation import views, word_views

urlpatterns = [
    path("moderation/", views.queue, name="moderation"),
    path("moderation/trail/", views.trail, name="moderation_trail"),
    path("moderation/words/", word_views.queue, name="moderation_words"),
    path("moderation/words/trail/", word_views.trail, name="moderation_words_trail"),
    path("moderation/words/appeals/<uuid:appeal_id>/", word_views.answer, name="answer_appeal"),
    path("moderation/words/<slug:kind>/<uuid:target>/", word_views.case, name="moderation_words_case"),
    path("moderation/<uuid:version_id>/", views.case, name="moderation_case"),
]
