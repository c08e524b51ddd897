"""What can be done with films. Every caller (page, command, worker, API) uses these functions.

`making`: ask for a film, go on with it, cancel and delete it. `viewing`: films of a book as somebody may see them, and
the files that they are played from. `keeping`: what becomes of a making. `reusing`: files that other films have.
"""
