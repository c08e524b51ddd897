"""What sources state, as pages show it: facts with their passages, questions on which they differ, years, figures."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from authors.contract import Paragraph, Support, Text
from authors.facts.model import Claim, Contradiction, Dossier, Fact, FuzzyDate, Passage, Source
from web.writing.timeline import MOST, WIDTH, timeline_of
from writing import services
from writing.kinds import catalogue
from writing.models import PlannedPart
from writing.tests.rhymes import kind_by

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from writing.models import WrittenBook
    from writing.tests.rhymes import Rhymer


def date(year: int, words: str = "") -> FuzzyDate:
    return FuzzyDate(earliest=f"{year}-01-01", latest=f"{year}-12-31", words=words or str(year), precision="year")


def fact(number: int, year: int | None, text: str, **more: object) -> Fact:
    values = {"id": f"f{number}", "passage": f"p{number}", "source": "s1", "text": text, "start": 0, "end": len(text)}
    return Fact.model_validate({**values, "date": date(year) if year else None, **more})


DOSSIER = Dossier(
    sources={
        "s1": Source(id="s1", title="Parish register", address="https://example.org/register"),
        "s2": Source(id="s2", title="<b>Memoir</b>", address="javascript:alert(1)"),
    },
    passages={
        "p1": Passage(id="p1", source="s1", text="Hallgrim was born in 1841 at Nes.", locator="p. 4"),
        "p2": Passage(id="p2", source="s2", text="He was born in 1843. <script>alert(2)</script>"),
    },
    facts={
        "f1": fact(1, 1841, "Hallgrim was born in 1841 at Nes.", kind="birth", places=("Nes",)),
        "f2": fact(2, 1843, "He was born in 1843.", kind="birth", source="s2", people=("Sigrun",)),
    },
    contradictions={
        "c1": Contradiction(
            id="c1",
            kind="date",
            about="birth",
            question="When was Hallgrim born?",
            claims=(Claim(words="1841", facts=("f1",)), Claim(words="1843", facts=("f2",))),
        )
    },
)


@pytest.fixture
def sourced(author: Rhymer, reader: User, monkeypatch: pytest.MonkeyPatch) -> WrittenBook:
    """A book whose kind has sources."""
    kind = replace(kind_by(author), name="biography", material=lambda _book: DOSSIER.material())
    monkeypatch.setattr(catalogue, "KINDS", (kind,))
    return services.start_book(owner=reader, kind="biography", brief={"hero": "Ida"})


def page(signed_in: Client, view: str, book: WrittenBook, **query: str) -> str:
    answer = signed_in.get(reverse(view, args=[book.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_facts_stand_with_the_passages_that_say_them(signed_in: Client, sourced: WrittenBook) -> None:
    html = page(signed_in, "facts", sourced)

    assert html.index("born in 1841") < html.index("born in 1843")
    assert "Parish register, p. 4" in html
    assert 'href="https://example.org/register"' in html
    assert "When was Hallgrim born?" in html
    assert "born in 1843" not in page(signed_in, "facts", sourced, name="Nes").split("What sources state")[1]


@pytest.mark.django_db(transaction=True)
def test_nothing_that_a_source_says_is_taken_for_markup_or_for_an_address(
    signed_in: Client, sourced: WrittenBook
) -> None:
    html = page(signed_in, "facts", sourced)

    assert "<script>alert" not in html
    assert "<b>Memoir" not in html
    assert "javascript:" not in html


@pytest.mark.django_db(transaction=True)
def test_a_life_is_drawn_along_its_years(signed_in: Client, sourced: WrittenBook) -> None:
    html = page(signed_in, "timeline", sourced)

    assert "<svg" in html
    assert "1841" in html


def test_no_words_of_a_timeline_lie_over_others_or_leave_the_drawing() -> None:
    facts = [fact(number, 1800 + number * 3 % 90, f"Something happened, the {number}th time.") for number in range(80)]

    drawn = timeline_of(facts)

    assert drawn is not None
    assert (len(drawn.events), drawn.left_out) == (MOST, 80 - MOST)
    rows: dict[float, list[tuple[float, float]]] = {}
    for event in drawn.events:
        reach = len(event.words) * 6
        begin = event.x if event.anchor == "start" else event.text_x - reach
        end = event.text_x + reach if event.anchor == "start" else event.x + event.width
        assert begin >= 0
        assert end <= WIDTH + reach / 8
        rows.setdefault(event.y, []).append((begin, end))
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(ordered))


def test_without_dates_there_is_no_timeline() -> None:
    assert timeline_of([fact(1, None, "He liked cheese.")]) is None


@pytest.mark.django_db(transaction=True)
def test_the_quality_of_a_book_is_a_page_and_json(signed_in: Client, sourced: WrittenBook) -> None:
    services.plan_by_hand(book=sourced)
    part = PlannedPart.objects.filter(book=sourced).select_related("book").order_by("number")[0]
    services.edit_part_plan(part=part, changes={"facts": ("f1", "f2"), "words": 10})
    part.refresh_from_db()
    words = "Hallgrim was born in 1841. He liked it."
    support = Support(start=0, end=26, passages=("p1", "gone"))
    services.edit_part(part=part, text=Text(paragraphs=(Paragraph(text=words, supports=(support,)),)))

    told = signed_in.get(reverse("quality_json", args=[sourced.pk])).json()

    assert (told["words"], told["facts"], told["facts_told"]) == (8, 2, 0.5)
    assert (told["passages"], told["passages_gone"], told["contradictions_open"]) == (2, 1, 1)
    assert told["characters_cited"] == pytest.approx(26 / len(words))
    assert "50 %" in page(signed_in, "quality", sourced)
    html = signed_in.get(reverse("part", args=[sourced.pk, part.pk])).content.decode()
    assert "Parish register" in html
    assert "This passage is not there any more." in html
