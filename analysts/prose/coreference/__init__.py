"""Whom names, descriptions and pronouns mean, with weights learned from LitBank."""
