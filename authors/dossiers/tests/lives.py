"""The sources of one made-up life, as authors are given them; all of them are ours (`samples/hallgrim`)."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

from authors.dossiers.brief import BiographyBrief
from authors.facts.contradictions import find_contradictions
from authors.facts.finding import find_facts
from authors.facts.model import Dossier, Passage, Rights, Source
from authors.facts.subject import Subject

PAGES = Path(__file__).parents[3] / "samples" / "hallgrim"
NAMES = ("Runa Askeland", "Mrs. Askeland", "Runa Sofie Hallgrim")
_META = re.compile(r'<meta (?:name|property)="(?P<name>[^"]+)" content="(?P<content>[^"]*)">')


@cache
def hallgrim(rights: Rights = "own") -> Dossier:
    """Read the sources, their facts and contradictions."""
    sources: dict[str, Source] = {}
    passages: dict[str, Passage] = {}
    for page in sorted(PAGES.glob("*.html")):
        text = page.read_text(encoding="utf-8")
        metas = [(match["name"], html.unescape(match["content"])) for match in _META.finditer(text)]
        fields = dict(metas)
        sources[page.stem] = Source.model_validate(
            {
                "id": page.stem,
                "title": fields["citation_title"],
                "kind": fields["kind"],
                "authors": tuple(content for name, content in metas if name == "author"),
                "container": fields.get("og:site_name", ""),
                "publisher": fields["publisher"],
                "place": fields["place"],
                "published": fields["date"],
                "rights": rights,
            }
        )
        for number, words in enumerate(re.findall(r"<p>(.*?)</p>", text, re.DOTALL), start=1):
            key = f"{page.stem}-{number}"
            passages[key] = Passage(id=key, source=page.stem, text=html.unescape(words), number=number)
    subject = Subject("Runa Hallgrim", NAMES)
    facts = find_facts(sources, passages, subject)
    contradictions = find_contradictions(facts, subject)
    return Dossier(sources=sources, passages=passages, facts=facts, contradictions=contradictions)


def brief(**changed: object) -> BiographyBrief:
    """Return a brief about that life."""
    return BiographyBrief.model_validate(
        {"subject": "Runa Hallgrim", "also_called": NAMES, "words": 6_000, "living": "dead", **changed}
    )
