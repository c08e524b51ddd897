"""Content streams are read as viewers read them, whatever is in them."""

from __future__ import annotations

import pytest

from publishing.preflight.pdf.lexer import Array, InlineImage, Name, operators


def read(content: bytes) -> list[tuple[bytes, list[object]]]:
    return [
        (operator, [operand.items() if isinstance(operand, Array) else operand for operand in operands])
        for operator, operands in operators(content)
    ]


def test_operators_come_with_their_operands() -> None:
    assert read(b"q 1 0 0 -1 43.2 .5 cm/F0 11 Tf%words (in) a comment\nBT[(a)-17.5<6263>]TJ ET Q") == [
        (b"q", []),
        (b"cm", [1, 0, 0, -1, 43.2, 0.5]),
        (b"Tf", [Name(b"F0"), 11]),
        (b"BT", []),
        (b"TJ", [[b"a", -17.5, b"bc"]]),
        (b"ET", []),
        (b"Q", []),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (rb"(plain)", b"plain"),
        (rb"(\050\51\5)", b"()\x05"),
        (rb"(a\)b)", b"a)b"),
        (rb"(a(b(c))d)", b"a(b(c))d"),
        (b"(one\\\ntwo)", b"onetwo"),
        (rb"(\\n\n)", b"\\n\n"),
        (b"<4 14>", b"A@"),
        (rb"()", b""),
    ],
)
def test_a_string_is_what_it_means(written: bytes, meant: bytes) -> None:
    assert read(written + b" Tj") == [(b"Tj", [meant])]


def test_the_strings_of_an_array_are_joined_and_its_numbers_added() -> None:
    ((_, (array,)),) = ((operator, tuple(operands)) for operator, operands in operators(rb"[(a\5)3(3b)-7.5(\))]TJ"))
    assert isinstance(array, Array)
    assert array.text() == (b"a\x053b)", -4.5)


def test_a_name_is_read_with_its_numbered_signs() -> None:
    assert read(b"/A#20B gs") == [(b"gs", [Name(b"A B")])]


def test_the_pixels_of_an_inline_picture_are_no_operators() -> None:
    found = read(b"q BI /W 4 /H 2 /BPC 8 /CS /G ID \x00 EI Q q EI Q")
    assert [operator for operator, _ in found] == [b"q", b"BI", b"Q"]
    (image,) = found[1][1]
    assert isinstance(image, InlineImage)
    assert image.entries == {b"W": 4.0, b"H": 2.0, b"BPC": 8.0, b"CS": Name(b"G")}


@pytest.mark.parametrize(
    "content",
    [
        b"(" * 50_000,
        b"[" * 50_000,
        b"<" * 50_000,
        b"[(a)" * 20_000,
        b"<<" * 20_000,
        b"(a\\" * 20_000,
        b"BI " * 9000,
        b"%",
    ],
    ids=["strings", "arrays", "hexadecimal", "arrays-of-strings", "dictionaries", "escapes", "pictures", "comment"],
)
def test_what_never_ends_is_read_to_its_end(content: bytes) -> None:
    assert [operator for operator, _ in read(content) if operator != b"BI"] == []


def test_an_operator_after_too_many_operands_still_is_one() -> None:
    assert read(b"1 " * 1000 + b"w")[-1][0] == b"w"
