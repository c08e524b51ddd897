"""Addresses of stories that readers continue."""

from __future__ import annotations

from django.urls import path

from web.stories.views import (
    branches,
    continuing,
    decisions,
    feeds,
    filming,
    ideas,
    members,
    reading,
    running,
    saying,
    shelves,
    waiting,
)

STORY = "stories/<uuid:story_id>/"
BRANCH = f"{STORY}<int:number>/"
SEGMENT = f"{STORY}segments/<uuid:segment_id>/"

urlpatterns = [
    path("stories/", shelves.stories, name="stories"),
    path("stories/yours/", shelves.own_stories, name="own_stories"),
    path("stories/new/", running.new_story, name="new_story"),
    path("stories/feed/", feeds.public_feed, name="stories_feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/topics/propose/", ideas.propose_topic, name="propose_topic"),
    path("ideas/about/<slug:slug>/", ideas.ideas, name="topic"),
    path("ideas/about/<slug:slug>/propose/", ideas.propose_idea, name="propose_idea"),
    path("ideas/<uuid:idea_id>/", ideas.idea, name="idea"),
    path("ideas/<uuid:idea_id>/vote/", ideas.vote, name="vote_for_idea"),
    path("ideas/<uuid:idea_id>/story/", running.new_story, name="story_of_idea"),
    path("follow/<slug:kind>/<uuid:target>/", ideas.follow, name="follow"),
    path("comments/<uuid:comment_id>/delete/", saying.delete_comment, name="delete_comment"),
    path("report/<slug:kind>/<uuid:target>/", saying.report, name="report_content"),
    path("stories/decisions/", decisions.decisions, name="story_decisions"),
    path("stories/decisions/<int:decision_id>/appeal/", decisions.appeal, name="appeal"),
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
    path(f"{STORY}feed/", feeds.story_feed, name="story_feed"),
    path(f"{STORY}branches/", branches.branches, name="story_branches"),
    path(f"{STORY}compare/", branches.compare, name="compare_branches"),
    path(BRANCH, reading.story, name="branch"),
    path(f"{BRANCH}live/", reading.live, name="branch_live"),
    path(f"{BRANCH}film/", filming.film, name="branch_film"),
    path(f"{BRANCH}continue/", continuing.continue_branch, name="continue_branch"),
    path(SEGMENT, saying.segment, name="segment"),
    path(f"{SEGMENT}fork/", saying.fork, name="fork_story"),
    path(f"{SEGMENT}remove/", saying.remove_own, name="remove_segment"),
    path(f"{SEGMENT}report-picture/", saying.report_picture, name="report_segment_picture"),
    path(f"{SEGMENT}act/", continuing.act, name="act_on_segment"),
    path(f"{SEGMENT}edit/", continuing.edit, name="edit_segment"),
    path(f"{SEGMENT}decide/", waiting.decide, name="decide_segment"),
]
