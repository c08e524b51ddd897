from __future__ import annotations

from providers.styles import style_named
from storyboards import prompts

INK = style_named("ink")


def test_a_scene_prompt_says_what_is_seen_then_the_wishes_then_the_style():
    prompt = prompts.scene_prompt(seen="A girl on a pier.", style=INK, instructions="Keep it bright")

    assert prompt == f"A girl on a pier. Keep it bright. Style: {INK.prompt}."


def test_a_prompt_has_no_empty_sentences():
    assert ". ." not in prompts.scene_prompt(seen="A girl", style=INK, instructions="  ")


def test_a_portrait_prompt_names_the_person_and_their_looks():
    prompt = prompts.portrait_prompt(name="Ada", appearance="long silver hair", style=INK)

    assert "Portrait of Ada" in prompt
    assert "long silver hair" in prompt
