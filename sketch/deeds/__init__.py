"""What is done, and with what thing: read from the words of a deed."""
