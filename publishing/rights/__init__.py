"""What a book says of rights: its copyright page, how its pictures were made, and what their models allow."""
