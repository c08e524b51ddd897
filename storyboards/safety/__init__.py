"""Safe to show: pictures are checked and rated, stand behind a blur, are reported, moderated and hidden.

`checking` asks the checks and `ratings` sorts what they say; `veiling` decides what of it somebody sees and `gates`
finds that by the name of a file; `reporting`, `moderating` and `queue` are what readers and moderators do, and `trail`
writes down the latter for good.
"""
