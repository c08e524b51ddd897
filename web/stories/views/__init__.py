"""What is shown of stories and done with them."""
