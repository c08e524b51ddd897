"""The author that asks a language model: for each kind of book a craft, for all of them one way of asking."""

from authors.language.author import LanguageAuthor
from authors.language.crafts.biographies import Biographies
from authors.language.crafts.coloring import Coloring
from authors.language.crafts.continuations import LanguageStoryAuthor
from authors.language.crafts.stories import Stories

__all__ = ["Biographies", "Coloring", "LanguageAuthor", "LanguageStoryAuthor", "Stories"]
