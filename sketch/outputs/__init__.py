"""What can be made of a recorded picture: the picture itself at any size, masks, planes of depth, contours, boxes, its
graph.

Each takes a display list (`sketch.artist.record_scene` makes one) and is pure: the same list gives the same bytes.
"""
