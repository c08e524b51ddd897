"""Free text on its way to image models."""

from __future__ import annotations

import pytest

from providers.services import all_services, service_named
from providers.wire.plain_words import plain_words

WEB_UI = service_named("automatic1111").prompt_syntax
COMFY = service_named("comfyui").prompt_syntax
OPENAI = service_named("openai").prompt_syntax


@pytest.mark.parametrize(
    "text",
    [
        "Jim hides behind the apple barrel; the doctor's wig (powdered) slips.",
        "“It's half past ten,” said Anna & Boris — 3:15, room 12/b, 50% more.",
        "He ran -- and fell. She said: no. A-one, 3 x 4.",
        "He paused —no, stop —and fell; “wait--no,” she said --perhaps.",
        "黛玉笑道",
        "An owl [sic] and a {curly} thing",
        "  two  spaces ",
        "",
    ],
)
def test_plain_language_stays_as_it_is_where_nothing_is_read_into_it(text: str) -> None:
    assert plain_words(text, OPENAI) == text


@pytest.mark.parametrize("service", ["openai", "automatic1111", "comfyui"])
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jim <lora:evil:1.5> hides", "Jim hides"),
        ("Jim < hypernet : evil:1> hides", "Jim hides"),
        ("Jim <lora:evil:1.5", "Jim lora:evil:1.5"),
        ("He stopped --no, he ran into the fire.", "He stopped, he ran into the fire."),
        ("Jim embedding:bad-hands-5 hides", "Jim hides"),
        ("Jim https://evil.example/x.png?a=b hides", "Jim hides"),
        ("Jim, www.evil.example, hides", "Jim, hides"),
        ("Jim data:image/png;base64,AAAA hides", "Jim hides"),
        ("Jim hides --ar 16:9 --v 7 --style raw", "Jim hides"),
        ("Jim hides --no clothes, hats", "Jim hides clothes, hats"),
        ("Jim hides --sref https://evil.example/a", "Jim hides"),
        ("Jim::2 hides::-1.5", "Jim hides"),
    ],
)
def test_what_is_never_plain_language_reaches_nobody(service: str, text: str, plain: str) -> None:
    assert plain_words(text, service_named(service).prompt_syntax) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("(Jim:1.9) hides", "Jim hides"),
        ("((Jim : +1.9)) hides", r"\(Jim\) hides"),
        ("((Jim:1.2):1.9) hides", "Jim hides"),
        (r"\(Jim:1.9\) hides", "Jim hides"),
        ("(Jim and Anna :1.1) hide", "Jim and Anna hide"),
        ("Jim (a boy) hides", r"Jim \(a boy\) hides"),
        ("{Jim|Anna|Boris} hides in {2$$red|blue} light", "Jim hides in red light"),
        ("a __colour__ coat", "a colour coat"),
        ("Jim {hides", "Jim hides"),
    ],
)
def test_weights_and_alternatives_become_words_for_servers_that_read_them(text: str, plain: str) -> None:
    assert plain_words(text, WEB_UI) == plain
    assert plain_words(text, COMFY) == plain


@pytest.mark.parametrize("service", ["automatic1111", "comfyui"])
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jim <(lora:evil:1)> hides", "Jim hides"),
        ("Jim <{lora:evil:1}> hides", "Jim hides"),
        ("Jim <{}lora:evil:1> hides", "Jim hides"),
        ("Jim emb{}edding:evil hides", "Jim hides"),
        ("Jim http{}://evil.example/x hides", "Jim hides"),
        ("Jim <lo<x:1>ra:evil:1> hides", "Jim <lo ra:evil:1> hides"),
    ],
)
def test_taking_one_command_away_leaves_no_other_behind(service: str, text: str, plain: str) -> None:
    assert plain_words(text, service_named(service).prompt_syntax) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[Jim:Anna:0.5] hides", "Jim hides"),
        ("[Jim|Anna] hides", "Jim hides"),
        ("[[Jim:0.2]] hides", r"\[Jim\] hides"),
        ("an owl [sic]", r"an owl \[sic\]"),
        ("Jim BREAK Anna AND Boris", "Jim break Anna and Boris"),
    ],
)
def test_editing_and_keywords_become_words_for_the_web_ui(text: str, plain: str) -> None:
    assert plain_words(text, WEB_UI) == plain


def test_signs_that_a_server_does_not_read_stay() -> None:
    assert plain_words("an owl [sic] AND a fox", COMFY) == "an owl [sic] AND a fox"
    assert plain_words("(x:1.9) {a|b}", OPENAI) == "(x:1.9) {a|b}"


@pytest.mark.parametrize("service", sorted(all_services()))
def test_words_that_are_plain_once_stay_so(service: str) -> None:
    syntax = service_named(service).prompt_syntax
    once = plain_words(r"(a:1.2) [b:c:1] {d|e} \(f\) <lora:g:1> AND --v 7 ((h)) [[i]] ]) (", syntax)

    assert "lora" not in once
    for sign in "()" if "parentheses" in syntax else "":
        assert once.count(sign) == once.count(f"\\{sign}")


def test_a_text_made_to_be_slow_to_look_through_is_not() -> None:
    for piece in ("(", "((a:", "[a:", "{a|", "<lora:", "a::", "--no ", "__a", "( ", "(a:1", "a.", "-"):
        assert len(plain_words(piece * 5_000, WEB_UI)) < 100_000
