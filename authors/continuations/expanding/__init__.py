"""The built-in author of continuations: a scripted scene around a reader's own words, without a key.

`lines` reads what was posted, told in the past by `tenses`, `places` where it plays, `cast` who is there. `stock` holds
what is known of things, places and people; `scenes` puts a scene together, and `answers` what others do.
"""

from authors.continuations.expanding.author import BuiltInStoryAuthor

__all__ = ["BuiltInStoryAuthor"]
