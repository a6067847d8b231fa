"""Glossary terms in the output of a model: asked for, chosen, repaired, and only at last put in by force."""
