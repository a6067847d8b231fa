"""Review sheets of paired phrases, one file a format."""
