from authors.dossiers.tests.lives import hallgrim
from authors.facts.model import Claim, Contradiction


def _found(kind: str, about: str) -> list[Contradiction]:
    return [one for one in hallgrim().contradictions.values() if (one.kind, one.about) == (kind, about)]


def _answers(kind: str, about: str) -> list[set[str]]:
    return [{claim.words for claim in one.claims} for one in _found(kind, about)]


def test_years_of_birth_that_differ_are_listed_with_who_says_which() -> None:
    (birth,) = _found("date", "birth")
    facts = hallgrim().facts

    def sources(claim: Claim) -> set[str]:
        return {facts[key].source for key in claim.facts}

    told = {claim.words: sources(claim) for claim in birth.claims}
    assert told == {
        "14 February 1869": {"northern-lives", "skarvoy-and-its-people", "minutes-and-registers"},
        "February 1870": {"courier-obituary"},
    }
    assert birth.question == "When was Runa Hallgrim born?"


def test_weddings_foundings_and_flights_of_other_days_are_found() -> None:
    assert _answers("date", "marriage") == [{"6 October 1894", "1895"}]
    assert _answers("date", "founding") == [{"1901", "1902"}]
    assert {"3 June 1897", "5 June 1897"} in _answers("date", "other")


def test_who_died_elsewhere_is_found() -> None:
    assert _answers("place", "death") == [{"Halvorsund", "Weather Hill, at home"}] or _answers("place", "death") == [
        {"Weather Hill, at home", "Halvorsund, Hospital"}
    ]


def test_what_one_source_denies_is_found() -> None:
    assert _answers("whether", "award") == [{"It did.", "It did not."}]


def test_relatives_who_were_born_and_died_in_other_years_contradict_nobody() -> None:
    answers = {claim.words for one in hallgrim().contradictions.values() for claim in one.claims}

    assert not {answer for answer in answers if any(year in answer for year in ("1872", "1831", "1917", "1918"))}
