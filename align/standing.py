"""Where a phrase stands: rendered alike everywhere, in several ways, or not at all."""

from collections import defaultdict
from collections.abc import Sequence

from align.sheet import PhraseStanding, Rendering


def phrase_standing(renderings: Sequence[Rendering], *, in_glossary: bool) -> PhraseStanding:
    """Return the standing of a phrase with these renderings.

    Candidates do not count: a reviewer has to confirm them. Two forms in one document weigh more than two
    documents with a form each, and either more than a missing entry.
    """
    pairs = [rendering for rendering in renderings if rendering.decision == "pair"]
    if not pairs:
        return "no counterpart"
    if len(pairs) > 1:
        forms: dict[str, set[str]] = defaultdict(set)
        for rendering in pairs:
            for occurrence in rendering.occurrences:
                forms[occurrence.doc].add(rendering.en)
        if any(len(found) > 1 for found in forms.values()):
            return "inconsistent in a document"
        return "inconsistent across documents"
    return "consistent" if in_glossary else "not in glossary"
