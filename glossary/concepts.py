"""A glossary as `align` asks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.judge import Concept, Found
from glossary.matcher import Matcher
from glossary.term import Term


class Concepts:
    """Terms as concepts, with the matcher to find them; satisfies `align.judge.Glossary`."""

    def __init__(self, terms: Iterable[Term]) -> None:
        kept = [with_short_forms(term) for term in terms if term.status != "deprecated"]
        self._of = {id(term): concept(term) for term in kept}
        self._matcher = Matcher(kept)
        self.concepts: Sequence[Concept] = tuple(self._of.values())

    def find(self, text: str) -> Iterable[Found]:
        """Return the concepts named in a Chinese text, the longest at a place and then those nested in it."""
        found: list[Found] = []
        end = 0
        for term, span in self._matcher.find(text, nested=True):
            found.append(Found(self._of[id(term)], span, span.start < end))
            end = max(end, span.end)
        return found


def with_short_forms(term: Term) -> Term:
    """Return the entry with its designations also without enumeration commas (党中央国务院)."""
    more = [form.replace("、", "") for form in term.designations if "、" in form]
    return replace(term, aliases=(*term.aliases, *(form for form in more if form not in term.designations)))


def concept(term: Term) -> Concept:
    """Return what pairing needs of an entry."""
    admitted = tuple(form for form in term.renderings if form != term.en)
    return Concept(term.designations, term.en, admitted, term.avoid)
