"""Prose as it is parsed: who does what in each sentence, by a parser of our own; below the rules, which ask it."""
