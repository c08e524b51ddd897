"""What a film will be and cost, said before anything of it is made: `lengths` and sizes, `prices`."""
