"""Who is in the book: the forms of a name, which of them mean one person, and whom a pronoun means."""
