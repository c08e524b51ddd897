"""What our own pages of an EPUB are called."""

CONTENTS, ILLUSTRATIONS, CAST = "Contents", "Illustrations", "The cast"
