from authors.facts.model import Claim, Contradiction, Dossier, Fact, FuzzyDate, Passage, Source


def test_a_dossier_survives_being_handed_over_as_material() -> None:
    dossier = Dossier(
        sources={"s1": Source(id="s1", title="A letter", kind="letter", authors=("Anna Holm",))},
        passages={"p1": Passage(id="p1", source="s1", text="She was born in 1871.")},
        facts={
            "f1": Fact(
                id="f1",
                passage="p1",
                source="s1",
                text="She was born in 1871.",
                start=0,
                end=21,
                kind="birth",
                date=FuzzyDate(earliest="1871-01-01", latest="1871-12-31", words="1871", precision="year"),
            )
        },
        contradictions={
            "c1": Contradiction(
                id="c1", kind="date", about="birth", question="When?", claims=(Claim(words="1871", facts=("f1",)),)
            )
        },
    )

    assert Dossier.of(dossier.material()) == dossier


def test_fuzzy_dates_may_be_the_same_day_only_where_they_overlap() -> None:
    year = FuzzyDate(earliest="1871-01-01", latest="1871-12-31", words="1871", precision="year")
    day = FuzzyDate(earliest="1871-03-12", latest="1871-03-12", words="12 March 1871", precision="day")
    next_year = FuzzyDate(earliest="1872-01-01", latest="1872-12-31", words="1872", precision="year")

    assert year.may_be(day)
    assert not day.may_be(next_year)
