"""Word lists are data: what is wrong in a file is said when it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.lexicon.word_file import WordFile, WordFileInvalid

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("tree", "flower")


def file(folder: Path, content: str) -> WordFile:
    (folder / "plants.toml").write_text(content, encoding="utf-8")
    return WordFile("plants", folder)


def test_lists_are_read_by_their_names(tmp_path: Path) -> None:
    plants = file(
        tmp_path,
        """
        tall = 'oak  elm'
        sayings = ['as old as an oak', 'under the rose']
        [plants]
        tree = '''
        oak elm
        beech
        '''
        flower = 'rose'
        [seen]
        flower = ['red petals']
        """,
    )

    assert plants.words("tall") == {"oak", "elm"}
    assert plants.phrases("sayings") == ("as old as an oak", "under the rose")
    assert plants.kind_of_word("plants", KINDS) == {"oak": "tree", "elm": "tree", "beech": "tree", "rose": "flower"}
    assert plants.phrases_of_kind("seen", KINDS) == plants.phrases_of_word("seen") == {"flower": ("red petals",)}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[plants]\ntree = 'rose'\nflower = 'rose'", "“rose” is tree and flower"),
        ("[plants]\ngrass = 'reed'", "there is no grass; there are tree, flower"),
        ("[plants]\ntree = ['oak']", "plants.tree: words are needed"),
        ("[plants]\ntree = ''", "plants.tree: words are needed"),
        ("plants = 'oak'", "plants: a table is needed"),
    ],
)
def test_a_table_that_is_wrong_is_refused_in_words(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(WordFileInvalid, match=f"^plants.toml: .*{complaint}"):
        file(tmp_path, content).kind_of_word("plants", KINDS)


def test_a_list_that_is_missing_or_of_another_shape_is_refused(tmp_path: Path) -> None:
    plants = file(tmp_path, "tall = 'oak'")

    with pytest.raises(WordFileInvalid, match="small: words are needed"):
        plants.words("small")
    with pytest.raises(WordFileInvalid, match="tall: a list of phrases is needed"):
        plants.phrases("tall")
