"""FoundFact, and Contradiction with what its writer has settled; GatheredFacts: which sources they were found in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from authors.facts import model as plain
from writing.models.book import WrittenBook
from writing.models.source import Passage


class GatheredFacts(models.Model):
    """Which sources the facts of a book were found in: the digest of all that they follow from."""

    book = models.OneToOneField(WrittenBook, primary_key=True, on_delete=models.CASCADE, related_name="gathered_facts")
    digest = models.CharField(max_length=64)
    gathered = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Facts of {self.book_id}"


class FoundFact(models.Model):
    """What a sentence of a passage states."""

    id = models.BigAutoField(primary_key=True)
    book = models.ForeignKey(WrittenBook, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=40, help_text="What plans and contradictions know it by.")
    number = models.PositiveIntegerField(help_text="Its place among the facts of the book, from 1.")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=20, help_text="`authors.facts.model.FactKind`")
    earliest = models.CharField(max_length=10, blank=True, help_text="The first day that it can be, as ISO has it.")
    data = models.JSONField(help_text="`authors.facts.model.Fact`")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="fact_key_unique_in_book")]

    def __str__(self) -> str:
        return f"Fact {self.number} of {self.book_id}"

    @property
    def fact(self) -> plain.Fact:
        """The fact as authors take it."""
        return plain.Fact.model_validate(self.data)


class Contradiction(models.Model):
    """Where sources cannot all be right, and which of their claims the writer follows.

    `followed` counts from 0; empty: not settled. One that is `dismissed` is none, the writer says. A settled one stays
    when the sources change, and is found again by its key.
    """

    id = models.BigAutoField(primary_key=True)
    book = models.ForeignKey(WrittenBook, on_delete=models.CASCADE, related_name="contradictions")
    key = models.CharField(max_length=40)
    number = models.PositiveIntegerField(help_text="Its place among the contradictions of the book, from 1.")
    data = models.JSONField(help_text="`authors.facts.model.Contradiction`, as it was found")
    followed = models.PositiveSmallIntegerField(null=True, blank=True)
    dismissed = models.BooleanField(default=False)
    is_present = models.BooleanField(default=True, help_text="Whether the sources as they are have it.")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="contradiction_key_unique_in_book")]

    def __str__(self) -> str:
        return f"Contradiction {self.number} of {self.book_id}"

    @property
    def contradiction(self) -> plain.Contradiction:
        """The contradiction as authors take it, with what is settled."""
        found = plain.Contradiction.model_validate(self.data)
        return found.model_copy(update={"followed": self.followed, "dismissed": self.dismissed})
