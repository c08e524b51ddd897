"""What our own pages of an EPUB are called."""

CONTENTS, ILLUSTRATIONS, CAST, ABOUT = "Contents", "Illustrations", "The cast", "About this edition"
