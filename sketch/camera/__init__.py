"""From where a staged moment is seen: candidates, how well each shows it, and who is left out."""
