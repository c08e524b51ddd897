"""From a chapter to blocks of text: tokens, sentences, direct speech, and who signs a letter."""
