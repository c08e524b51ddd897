"""What is known of diffusion checkpoints, for every service that draws with those of a reader's own."""
