"""Props: the vocabulary of things that a scene may name, and a drawing of each.

To add a prop, add it to `vocabulary.toml` and its drawing to the module that it belongs to.
"""
