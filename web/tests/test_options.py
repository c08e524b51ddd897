"""Forms made from models: lists of words, of choices and of other models, and where what is wrong stands."""

from __future__ import annotations

from typing import Any, Literal

from django.http import QueryDict
from pydantic import BaseModel, Field, model_validator

from web.options import BriefForm


class Companion(BaseModel):
    """Somebody of a journey."""

    name: str = Field(min_length=1, title="Name")
    kind: Literal["person", "animal"] = Field(default="person", title="Kind")

    @model_validator(mode="after")
    def _is_not_shouted(self) -> Companion:
        if self.name.isupper():
            raise ValueError("Write the name as a name is written.")
        return self


class Journey(BaseModel):
    """A brief with everything that a form asks for."""

    where: str = Field(default="", max_length=40, title="Where to", examples=["the sea"])
    days: int = Field(default=3, ge=1, le=9)
    stops: tuple[str, ...] = Field(default=(), title="Stops")
    by: tuple[Literal["foot", "boat"], ...] = Field(
        default=("foot",), json_schema_extra={"labels": {"foot": "On foot"}}
    )
    budget: float | None = None
    companions: tuple[Companion, ...] = Field(default=(), max_length=3, title="Companions")
    identity: str = Field(default="", json_schema_extra={"asked": False})


def sent(**fields: Any) -> dict[str, Any]:
    """Return what a browser sends of the form."""
    query = QueryDict(mutable=True)
    for name, value in {"days": "3", "by": ["foot"], "companions-count": "2", **fields}.items():
        query.setlist(f"go-{name}", value if isinstance(value, list) else [value])
    return query


def test_a_form_asks_for_words_choices_and_lists_with_a_row_for_one_more() -> None:
    form = BriefForm(Journey, prefix="go")

    assert list(form.fields) == ["where", "days", "stops", "by", "budget"]
    assert 'placeholder="the sea"' in form["where"].as_widget()
    assert "On foot" in form["by"].as_widget()
    [companions] = form.lists
    assert (companions.title, len(companions.forms), companions.may_grow) == ("Companions", 1, True)


def test_a_model_comes_out_of_it_and_a_row_that_says_nothing_is_nobody() -> None:
    form = BriefForm(
        Journey,
        sent(
            stops="York\n\n Hull ", by=["foot", "boat"], **{"companions-0-kind": "person", "companions-1-name": "Ada"}
        ),
        prefix="go",
    )

    assert form.brief() == Journey(stops=("York", "Hull"), by=("foot", "boat"), companions=(Companion(name="Ada"),))


def test_what_the_form_does_not_ask_for_stays_as_it_was() -> None:
    form = BriefForm(Journey, sent(), prefix="go", initial={"identity": "kept", "where": "x"})

    assert form.brief() == Journey(identity="kept")


def test_what_is_wrong_stands_at_its_field() -> None:
    form = BriefForm(
        Journey,
        sent(days="12", **{"companions-0-name": "Ada", "companions-1-name": "BO"}),
        prefix="go",
    )
    assert form.brief() is None
    assert list(form.errors) == ["days"]

    form = BriefForm(Journey, sent(**{"companions-0-kind": "animal", "companions-1-name": "BO"}), prefix="go")
    assert form.brief() is None
    first, second = form.lists[0].forms
    assert first.errors == {"name": ["Fill this in."]}
    assert second.errors == {"__all__": ["Write the name as a name is written."]}


def test_a_list_grows_up_to_its_limit_whatever_a_browser_says() -> None:
    given = [{"name": "Ada"}, {"name": "Bo"}]
    form = BriefForm(Journey, prefix="go", initial={"companions": given})
    assert [row["name"].value() for row in form.lists[0].forms] == ["Ada", "Bo"]
    assert form.lists[0].may_grow

    grown = BriefForm(Journey, sent(**{"companions-count": "1"}), prefix="go", grown="companions")
    assert len(grown.lists[0].forms) == 2
    assert len(BriefForm(Journey, sent(**{"companions-count": "999"}), prefix="go").lists[0].forms) == 3
