"""The bundled MarianMT checkpoint."""
