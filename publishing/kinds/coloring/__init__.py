"""The colouring book: contours of the built-in artist's own drawings, other pictures traced, as pages to print."""
