"""Rows of stories that readers continue: ideas, stories and who is in them, branches, segments, and what is decided."""

from writing.stories.models.idea import Category, Follow, Idea, Shown, Topic, Vote
from writing.stories.models.moderation import Appeal, Comment, ContentReport, Decision, Kind
from writing.stories.models.segment import Segment
from writing.stories.models.story import Branch, Story, StoryAllowance, StoryMember
from writing.stories.models.suggestion import BibleSuggestion

__all__ = [
    "Appeal",
    "BibleSuggestion",
    "Branch",
    "Category",
    "Comment",
    "ContentReport",
    "Decision",
    "Follow",
    "Idea",
    "Kind",
    "Segment",
    "Shown",
    "Story",
    "StoryAllowance",
    "StoryMember",
    "Topic",
    "Vote",
]
