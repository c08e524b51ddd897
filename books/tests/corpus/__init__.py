"""Odd, broken and hostile books of our own making, each with what is expected of it."""

from books.tests.corpus.apparatus import APPARATUS
from books.tests.corpus.hostile import HOSTILE
from books.tests.corpus.metadata import METADATA
from books.tests.corpus.pages import PAGES
from books.tests.corpus.publications import PUBLICATIONS
from books.tests.corpus.salvage import SALVAGE
from books.tests.corpus.structures import STRUCTURES

CASES = [*PUBLICATIONS, *METADATA, *PAGES, *STRUCTURES, *APPARATUS, *HOSTILE, *SALVAGE]
