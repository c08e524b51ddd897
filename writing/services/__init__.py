"""What can be done with a book that is written here. Every caller (page, command, worker, API) uses these functions."""

from writing.services.binding import bind
from writing.services.books import choose_author, save_brief, start_book, understood
from writing.services.dossiers import dossier_of
from writing.services.drafts import accept, dismiss, edit_part, keep_part
from writing.services.errors import BriefRefused, WritingRefused
from writing.services.facts import dismiss_contradiction, gather_facts, reopen, settle
from writing.services.heroes import delete_hero, keep_hero, save_hero
from writing.services.planning import approve, edit_part_plan, edit_plan, plan, plan_by_hand, reorder, return_to
from writing.services.working import go_on, stop, write_again

__all__ = [
    "BriefRefused",
    "WritingRefused",
    "accept",
    "approve",
    "bind",
    "choose_author",
    "delete_hero",
    "dismiss",
    "dismiss_contradiction",
    "dossier_of",
    "edit_part",
    "edit_part_plan",
    "edit_plan",
    "gather_facts",
    "go_on",
    "keep_hero",
    "keep_part",
    "plan",
    "plan_by_hand",
    "reopen",
    "reorder",
    "return_to",
    "save_brief",
    "save_hero",
    "settle",
    "start_book",
    "stop",
    "understood",
    "write_again",
]
