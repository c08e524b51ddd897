"""Pictures and their history: keeping, choosing and showing them, whatever they are of."""
