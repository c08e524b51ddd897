"""Who drew and wrote what is shown of a book, and what their terms allow: for whatever leaves this site."""
