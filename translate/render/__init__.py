"""Translated documents as pages, tables and exchange formats, one file a format."""
