"""Search in a reader's books: `finding.search` finds, `results` puts what was found as a page shows it."""
