"""Addresses of stories that readers continue."""

from __future__ import annotations

from django.urls import path

from web.stories.views import continuing, reading

STORY = "stories/<uuid:story_id>/"
BRANCH = f"{STORY}<int:number>/"

urlpatterns = [
    path("stories/by-link/<str:link>/", reading.by_link, name="story_by_link"),
    path(STORY, reading.story, name="story"),
    path(BRANCH, reading.story, name="branch"),
    path(f"{BRANCH}live/", reading.live, name="branch_live"),
    path(f"{BRANCH}continue/", continuing.continue_branch, name="continue_branch"),
    path(f"{STORY}segments/<uuid:segment_id>/act/", continuing.act, name="act_on_segment"),
    path(f"{STORY}segments/<uuid:segment_id>/edit/", continuing.edit, name="edit_segment"),
]
