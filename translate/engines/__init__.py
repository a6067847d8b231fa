"""What runs a checkpoint: CTranslate2, transformers, or nothing at all (echo)."""
