"""Who may see every route of the pages, with which methods, and what everybody else gets.

A route that stands in no line here fails the build. The API's routes name their rules themselves (`api/core/rules.py`).
Rows are one reader's (`rows.py`): the owner is let in, others are the people of `Person`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Person = Literal["nobody", "owner", "stranger", "moderator", "staff", "operator"]
"""Who is not signed in; the reader whose rows they are; another reader; one who moderates; one who is let into the
admin and may see nothing there; a superuser. None of the last three owns, writes or is a member of anything.
Who has not confirmed their address has no session where mail can be sent: they are nobody."""
Answer = Literal["in", "login", 401, 403, 404, "admin"]
"""What is answered: they are let in; sent to sign in; told which token to bring; refused; told that there is no such
thing; sent to another page of the admin, which refuses."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What each is answered; who is not named is answered with `others`."""

    nobody: Answer
    owner: Answer = "in"
    others: Answer = 404
    moderator: Answer | None = None
    operator: Answer | None = None

    def answer(self, person: Person) -> Answer:
        """Return what somebody is answered."""
        if person == "nobody":
            return self.nobody
        if person == "owner":
            return self.owner
        named = {"moderator": self.moderator, "operator": self.operator}.get(person)
        return self.others if named is None else named


ANYBODY = Rule("in", others="in")
SIGNED_IN = Rule("login", others="in")
OWN = Rule("login")
"""What belongs to a reader; to operators and moderators it is not there either."""
OWN_WORDS = Rule(404)
"""What its writer alone sees until it is shown: it may become public, so nobody is asked to sign in for it."""
STORY = Rule(404, moderator="in")
"""A private story: its members, and moderators, who answer for what is told here."""
IN_STORY = Rule("login", moderator="in")
"""What is done in such a story by those who may read or run it."""
MODERATORS = Rule("login", owner=404, moderator="in")
BY_TOKEN = Rule(401, owner=401, others=401)
"""Programs that bring a token of their own; a session does not count."""
BY_LINK = Rule(404, owner=404)
"""Whoever has the link, which is signed and ends; nobody is let in by who they are."""
SECOND_STEP = Rule("login", others="in")
"""A step of signing in that has not begun; who is signed in already is led on."""
NOT_BEGUN = Rule("login", owner="login", others="login")
"""What comes of a word of Google that nobody has brought."""
BY_GOOGLE = Rule(401, owner=401, others=401)
"""Whoever Google says they are: not without its word."""
FILES = Rule(404, operator="in")
"""A picture is its reader's; admins who look after pictures see all, moderators those that are reported."""
MEMBERS = Rule("login", owner=404)
PUBLIC_STORY = Rule(404, owner=404)
"""There for public stories alone: this one is private."""
NOTHING = Rule(404, owner=404)
"""Addresses under the API that are none."""
UNSET = Rule(404, owner=404)
"""There only where a setting asks for it."""

ROUTES: tuple[tuple[Rule, str, str], ...] = (
    (
        ANYBODY,
        "GET",
        """
        home style_specimen source health health_live health_ready opds_authentication
        stories stories_feed sitemap ideas topic
        account_left account_email_verification_sent account_reset_password_done account_reset_password_from_key_done
        account_confirm_email account_reset_password_from_key socialaccount_login_cancelled favicon.ico
        """,
    ),
    (
        ANYBODY,
        "GET POST",
        """
        account_login account_logout account_signup account_reset_password account_inactive
        accounts/google/login/
        accounts/social/login/cancelled/ accounts/social/login/error/ accounts/social/signup/
        accounts/social/connections/
        """,
    ),
    (
        SIGNED_IN,
        "GET",
        """
        bookcase search write heroes models storage keys notifications own_styles own_style_begin style_preview_picture
        own_stories story_decisions canva canva_return mfa_index mfa_list_webauthn
        activity
        """,
    ),
    (
        SIGNED_IN,
        "GET POST",
        """
        upload check_print new_hero new_book new_story propose_topic propose_idea own_style_make key_add tokens spending
        account_email account_change_password account_set_password account_reauthenticate socialaccount_connections
        picture_settings notification_settings delete_account
        mfa_activate_totp mfa_add_webauthn mfa_generate_recovery_codes mfa_reauthenticate mfa_reauthenticate_webauthn
        usersessions_list
        """,
    ),
    (
        SIGNED_IN,
        "POST",
        """
        sample style_preview own_style_import brief_understood forget_answers make_archive delete_archive
        notifications_all_read add_webhook push_devices canva_connect canva_disconnect canva_templates
        """,
    ),
    (
        OWN,
        "GET",
        """
        book book_styles book_style book_live book_resume read companion face book_search similar_scenes
        people person place same edit_person edit_place edit_scene add_to_bible edit_world continuity edits
        book_pictures stale waiting_pictures redraw_many versions coming_version references reference
        pages turn_pages page_text variants save_picture picture_as own_style_file own_style_reference
        editions editions_live edition_cover edition_file edition_preview
        films films_live film film_live film_captions film_poster film_file
        writing writing_live plan manuscript sources sources_live facts timeline quality quality_json
        book_ledger book_ledger_csv follow_notification webhook mfa_view_recovery_codes mfa_download_recovery_codes
        """,
    ),
    (
        OWN,
        "GET POST",
        """
        book_delete setup book_failures book_costs import_bible mend report report_version reveal delete_version
        reference_crop own_style own_style_delete hero brief plan_part part source_cited canva_edition
        story_of_idea story_rules delete_story edit_segment
        key_rename key_delete key_workflows mfa_deactivate_totp mfa_edit_webauthn mfa_remove_webauthn
        """,
    ),
    (
        OWN,
        "POST",
        """
        book_start book_stop book_held book_place book_horizon book_budget
        change_person change_place change_scene change_adding change_world answer_same undo_edit
        check_continuity answer_finding
        redraw redraw_scene start_redraw_many accept_waiting keep_all_shown adopt_look put_look_aside
        delete_old_versions prefer_versions keep_shown_version accept_version reject_version show_version
        favourite_version references_approve reference_redraw reference_own reference_back make_variant
        lay_pages undo_pages change_page try_page act_on_page
        edition_cover_preview make_edition make_edition_again cancel_edition delete_edition
        make_film estimate_film reveal_film film_place make_film_again go_on_film cancel_film delete_film
        act_on_writing reorder_plan keep_hero return_to_plan act_on_part add_sources act_on_sources decide_source settle
        delete_hero vote_for_idea delete_comment appeal act_on_segment remove_segment close_story invite_to_story follow
        key_switch key_check key_workflow_delete delete_token mark_notification act_on_webhook
        end_session
        """,
    ),
    (FILES, "GET", "media"),
    (OWN_WORDS, "GET POST", "idea"),
    (
        STORY,
        "GET",
        """
        story story_by_link story_branches branch branch_live branch_film compare_branches story_bible story_suggestions
        """,
    ),
    (STORY, "GET POST", "segment"),
    (
        IN_STORY,
        "GET",
        "story_members story_waiting edit_story_person edit_story_place add_to_story_bible story_bible_edits",
    ),
    (IN_STORY, "GET POST", "suggest_for_person suggest_for_place report_content report_segment_picture"),
    (
        IN_STORY,
        "POST",
        """
        continue_branch change_story_person change_story_place change_story_bible undo_story_edit answer_suggestion
        act_on_member fork_story decide_segment
        """,
    ),
    (MODERATORS, "GET", "moderation moderation_trail moderation_words moderation_words_trail"),
    (MODERATORS, "GET POST", "moderation_case moderation_words_case"),
    (MODERATORS, "POST", "answer_appeal"),
    (BY_TOKEN, "GET", "opds opds_search opds2 opds_publication opds_cover opds_file"),
    (BY_LINK, "GET", "edition_by_link archive_by_link film_stream"),
    (BY_LINK, "GET POST", "notifications_no_mail"),
    (SECOND_STEP, "GET POST", "account_confirm_login_code mfa_authenticate mfa_login_webauthn"),
    (NOT_BEGUN, "GET POST", "socialaccount_signup"),
    (BY_GOOGLE, "GET", "socialaccount_login_error"),
    (BY_GOOGLE, "GET POST", "google_callback google_login_by_token"),
    (PUBLIC_STORY, "GET", "story_feed"),
    (MEMBERS, "GET POST", "leave_story"),
    (NOTHING, "GET POST", "not_found"),
    (UNSET, "GET", "metrics security_txt"),
)


def rules() -> dict[str, tuple[Rule, frozenset[str]]]:
    """Return the rule of each route and the methods that it takes, by its name. Fails if one is named twice."""
    named: dict[str, tuple[Rule, frozenset[str]]] = {}
    for rule, methods, names in ROUTES:
        for name in names.split():
            assert name not in named, f"{name} has two rules"
            named[name] = rule, frozenset(methods.split())
    return named
