"""Search in a reader's books: `finding.search` finds, `snippets` shows where."""
