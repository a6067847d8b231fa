"""The curated official terms, one YAML file a domain."""
