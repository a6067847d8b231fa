"""Texts and how two of them correspond: documents, segments, sentences, words, phrases."""
