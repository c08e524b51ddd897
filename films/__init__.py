"""Storyboards as films."""
