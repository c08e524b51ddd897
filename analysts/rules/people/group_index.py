"""The groups of a book's names by the words in them, so that a name is compared with its likes and not with all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.rules.people.name_groups import NameGroup, core_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysts.rules.people.name_form import NameForm


class GroupIndex:
    """Groups in the order in which they were opened. Whoever adds a form to one of them does it here."""

    def __init__(self, groups: Iterable[NameGroup] = ()) -> None:
        self.groups: list[NameGroup] = []
        self._by_word: dict[str, set[int]] = {}
        self._by_end: dict[str, set[int]] = {}
        """Those with an article, by their last words in lower case; likewise by the first, and by the only word."""
        self._by_beginning: dict[str, set[int]] = {}
        self._by_only_word: dict[str, set[int]] = {}
        self._numbers: dict[int, int] = {}
        for group in groups:
            self._append(group)

    def open(self, form: NameForm) -> None:
        """Begin a group with a form."""
        self._append(NameGroup([form]))

    def join(self, form: NameForm, group: NameGroup) -> None:
        """Add a form to a group."""
        group.forms.append(form)
        self._note(form, self._numbers[id(group)])

    def with_any(self, words: Iterable[str]) -> list[NameGroup]:
        """Return the groups that have one of the words in a name, in order."""
        return self._in_order(*(self._by_word.get(word, ()) for word in words))

    def beings_like(self, words: tuple[str, ...]) -> list[NameGroup]:
        """Return the groups with an articled form that ends as these words do in lower case, in order.

        A form of one word and a longer one may also begin with the same.
        """
        first, last = words[0], words[-1]
        longer = self._by_beginning.get(first, ()) if len(words) == 1 else ()
        return self._in_order(self._by_end.get(last, ()), self._by_only_word.get(first, ()), longer)

    def _append(self, group: NameGroup) -> None:
        number = self._numbers[id(group)] = len(self.groups)
        self.groups.append(group)
        for form in group.forms:
            self._note(form, number)

    def _note(self, form: NameForm, number: int) -> None:
        for word in core_of(form):
            self._by_word.setdefault(word, set()).add(number)
        if form.articled:
            first, last = form.core[0].lower(), form.core[-1].lower()
            self._by_end.setdefault(last, set()).add(number)
            self._by_beginning.setdefault(first, set()).add(number)
            if len(form.core) == 1:
                self._by_only_word.setdefault(first, set()).add(number)

    def _in_order(self, *numbers: Iterable[int]) -> list[NameGroup]:
        return [self.groups[number] for number in sorted(set[int]().union(*numbers))]
