"""The built-in author of continuations: a scripted scene around a reader's own words, without a key.

`lines` reads what was posted, `pools` holds our sentences and who may be told by them, `scenes` puts a scene together.
"""

from authors.continuations.expanding.author import BuiltInStoryAuthor

__all__ = ["BuiltInStoryAuthor"]
