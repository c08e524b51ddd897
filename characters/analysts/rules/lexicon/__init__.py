"""Small word lists, curated by hand: what the rules know of English beyond grammar."""
