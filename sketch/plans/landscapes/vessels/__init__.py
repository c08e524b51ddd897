"""What one rides and sails in, under the open sky, with sides of its own: people in it are seen between them."""
