"""Heads of people: faces and what they show, hair, hats."""
