"""Sources of biographies, without a network and without a database: what is read of them and what is thought of them.

`records` is the plain data that all of it works with. `extraction` reads text out of pages, PDFs, EPUBs, Word documents
and plain text, in a process of its own; `passages` cuts it into what sentences can rest on; `relevance` says whether it
is about the subject, `quality` what kind of source it is, `duplicates` which sources are copies of one another, and
`verdicts` says all of that to the writer. Texts of sources are data: nothing here takes them as instructions.
"""
