import pytest

from authors.facts.dates import Known, find_dates
from authors.facts.model import FuzzyDate

KNOWN = Known(
    before=FuzzyDate(earliest="1880-06-01", latest="1880-06-30", words="June 1880", precision="month"),
    born=FuzzyDate(earliest="1871-03-12", latest="1871-03-12", words="12 March 1871", precision="day"),
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("She was born on 12 March 1871 in Bergen.", "1871-03-12", "1871-03-12"),
        ("On the 12th day of March, 1871, she came.", "1871-03-12", "1871-03-12"),
        ("It opened on March 3rd, 1899.", "1899-03-03", "1899-03-03"),
        ("Entered 1890-05-03.", "1890-05-03", "1890-05-03"),
        ("In June 1901 she left.", "1901-06-01", "1901-06-30"),
        ("In the spring of 1889 she left.", "1889-03-01", "1889-05-31"),
        ("In the winter of 1889 she left.", "1889-01-01", "1890-02-28"),
        ("In early 1902 she left.", "1902-01-01", "1902-04-30"),
        ("She was born about 1871.", "1869-01-01", "1873-12-31"),
        ("In the late 1880s she left.", "1886-01-01", "1889-12-31"),
        ("Between 1871 and 1874 she travelled.", "1871-01-01", "1874-12-31"),
        ("The years 1871–74 were hard.", "1871-01-01", "1874-12-31"),
        ("Two years later she left.", "1882-01-01", "1882-12-31"),
        ("The following spring she left.", "1881-03-01", "1881-05-31"),
        ("On 5 July she left.", "1880-07-05", "1880-07-05"),
        ("At the age of nine she left.", "1880-01-01", "1881-12-31"),
    ],
)
def test_a_date_is_as_wide_as_its_words(text: str, earliest: str, latest: str) -> None:
    (found,) = find_dates(text, KNOWN)

    assert (found.date.earliest, found.date.latest) == (earliest, latest)


def test_what_only_follows_from_what_was_said_before_is_marked() -> None:
    assert [one.date.inferred for one in find_dates("In 1890 she left; two years later she came back.")] == [
        False,
        True,
    ]


def test_before_and_after_are_open_to_one_side() -> None:
    (before,) = find_dates("It was finished before 1903.")
    (after,) = find_dates("It was finished after 1903.")

    assert (before.date.earliest, before.date.latest) == ("0001-01-01", "1903-12-31")
    assert after.date.latest == "9999-12-31"


@pytest.mark.parametrize("text", ["They counted 1200 men.", "It cost £1850.", "No. 31 February 1890x", "Room 1899a"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert not find_dates(text)


def test_a_day_that_is_in_no_calendar_is_no_day() -> None:
    assert [one.date.precision for one in find_dates("on 31 February 1890")] == ["month"]


def test_the_end_of_a_name_qualifies_no_date() -> None:
    (found,) = find_dates("He went to school in Easterby from 1864 to 1872.")

    assert (found.date.earliest, found.date.qualifier) == ("1864-01-01", "")
