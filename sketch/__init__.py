"""The sketch artist: a library that draws a scene from its facts, with Pillow.

It imports nothing of the project and no Django; `providers` offers it as one of its image models.
"""
