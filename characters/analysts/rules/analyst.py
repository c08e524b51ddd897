"""`RuleAnalyst`: reads a book by rules alone."""

from __future__ import annotations

from collections.abc import Sequence

from books.content import ChapterText
from characters.analysts.rules.cast import Cast
from characters.analysts.rules.people import find_people, is_first_person
from characters.analysts.rules.reading import Block, read_blocks
from characters.analysts.rules.speakers import Conversation
from characters.bible import Bible, QuoteSpan, SceneAnalysis


class RuleAnalyst:
    """An analyst that needs nothing but the text. The same text always gives the same bible."""

    name = "rules"

    def discover(self, chapters: Sequence[ChapterText]) -> Bible:
        """Find the people, places and lasting changes of the whole book."""
        blocks = read_blocks(chapters)
        return Bible(people=tuple(find_people(blocks)), places=(), changes=())

    def analyse(self, chapter: ChapterText, bible: Bible) -> list[SceneAnalysis]:
        """Say what can be seen and who speaks in each scene of `chapter`."""
        blocks = read_blocks([chapter])
        cast = Cast(bible.people)
        narrator = cast.narrator if is_first_person(blocks) else None
        talk = Conversation(blocks, cast, narrator=narrator)
        speakers = talk.attribute()
        by_scene: dict[int, list[QuoteSpan]] = {s.number: [] for s in chapter.scenes}
        for block, said in zip(blocks, speakers, strict=True):
            by_scene[block.scene].extend(_spans(block, said))
        return [
            SceneAnalysis(
                scene=s.number,
                place=None,
                place_kind="unknown",
                indoors=False,
                time_of_day="unknown",
                weather="unknown",
                mood="calm",
                people=(),
                props=(),
                summary="",
                moment="",
                prompt="",
                quotes=tuple(by_scene[s.number]),
            )  # fmt: skip
            for s in chapter.scenes
        ]


def _spans(block: Block, speakers: Sequence[str | None]) -> list[QuoteSpan]:
    return [
        QuoteSpan(block.offset + q.start, block.offset + q.end, block.text[q.start : q.end], speaker)
        for q, speaker in zip(block.quotes, speakers, strict=True)
    ]
