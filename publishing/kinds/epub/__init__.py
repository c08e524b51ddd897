"""The illustrated EPUB: an uploaded book as it is with our pictures in it, or a book of our own making."""
