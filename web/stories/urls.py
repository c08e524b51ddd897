"""Addresses of stories that readers continue."""

from __future__ import annotations

from django.urls import path

from web.stories.views import continuing, members, reading, running, shelves, waiting

STORY = "stories/<uuid:story_id>/"
BRANCH = f"{STORY}<int:number>/"
SEGMENT = f"{STORY}segments/<uuid:segment_id>/"

urlpatterns = [
    path("stories/", shelves.stories, name="stories"),
    path("stories/yours/", shelves.own_stories, name="own_stories"),
    path("stories/new/", running.new_story, name="new_story"),
    path("stories/by-link/<str:link>/", reading.by_link, name="story_by_link"),
    path(STORY, reading.story, name="story"),
    path(f"{STORY}rules/", running.rules, name="story_rules"),
    path(f"{STORY}close/", running.close, name="close_story"),
    path(f"{STORY}delete/", running.delete, name="delete_story"),
    path(f"{STORY}leave/", running.leave, name="leave_story"),
    path(f"{STORY}members/", members.members, name="story_members"),
    path(f"{STORY}members/invite/", members.invite, name="invite_to_story"),
    path(f"{STORY}members/<uuid:member_id>/act/", members.act, name="act_on_member"),
    path(f"{STORY}waiting/", waiting.waiting, name="story_waiting"),
    path(BRANCH, reading.story, name="branch"),
    path(f"{BRANCH}live/", reading.live, name="branch_live"),
    path(f"{BRANCH}continue/", continuing.continue_branch, name="continue_branch"),
    path(f"{SEGMENT}act/", continuing.act, name="act_on_segment"),
    path(f"{SEGMENT}edit/", continuing.edit, name="edit_segment"),
    path(f"{SEGMENT}decide/", waiting.decide, name="decide_segment"),
]
