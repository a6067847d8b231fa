"""Official terms and where they stand in a text."""
