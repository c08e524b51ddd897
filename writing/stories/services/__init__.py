"""What can be done with stories: ideas, beginning one, continuing it, deciding about segments, branches, moderation."""

from writing.stories.services.branches import fork
from writing.stories.services.comments import comment_on, delete_comment
from writing.stories.services.continuing import accept, branch_off, edit, post, retry, withdraw
from writing.stories.services.deciding import anonymise, approve, ban, hide, lift, refuse, remove, restore
from writing.stories.services.ideas import follow, open_story, propose_idea, propose_topic, vote
from writing.stories.services.members import invite, leave_story, set_role
from writing.stories.services.moderating import answer_appeal, appeal, decide, report
from writing.stories.services.starting import change_story, close_story, delete_story, start_story
from writing.stories.services.suggesting import (
    accept_suggestion,
    decline_suggestion,
    suggest,
    withdraw_suggestion,
)
from writing.stories.services.undoing import undo_edit

__all__ = [
    "accept",
    "accept_suggestion",
    "anonymise",
    "answer_appeal",
    "appeal",
    "approve",
    "ban",
    "branch_off",
    "change_story",
    "close_story",
    "comment_on",
    "decide",
    "decline_suggestion",
    "delete_comment",
    "delete_story",
    "edit",
    "follow",
    "fork",
    "hide",
    "invite",
    "leave_story",
    "lift",
    "open_story",
    "post",
    "propose_idea",
    "propose_topic",
    "refuse",
    "remove",
    "report",
    "restore",
    "retry",
    "set_role",
    "start_story",
    "suggest",
    "undo_edit",
    "vote",
    "withdraw",
    "withdraw_suggestion",
]
