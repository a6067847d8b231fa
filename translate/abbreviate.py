"""First mention in full with the short form behind it, the short form from then on."""

import re
from collections import Counter
from dataclasses import replace

from align.text import Span
from translate.enforce.agreement import Edit, in_common, join, move_links, with_article
from translate.row import Finding, Row, TermUse, Translated

# The word before a mention, and one more before an article, so that this does not seem to begin the text.
_BESIDE = re.compile(r"(?i)(?:\S+\s+)?(?<!\S)(?:an?|the)\Z|\S*\Z")


def abbreviate(page: Translated) -> Translated:
    """Apply the abbreviation policy to a document: “Ministry of … (MIIT)” first, “MIIT” later.

    Only entries with `abbr` that are mentioned more than once outside titles and furniture are shortened. A short form
    that nothing has introduced yet is written out.
    """
    mentions = Counter(
        use.match.term.zh
        for row in page.rows
        if _counts(row)
        for use in row.terms
        if use.match.term.abbr and use.target is not None
    )
    introduced: set[str] = set()
    rows = []
    for row in page.rows:
        if _counts(row):
            for number in sorted(range(len(row.terms)), key=lambda n: row.terms[n].target or Span(0, 0)):
                term = row.terms[number].match.term
                if mentions[term.zh] > 1:
                    row = _shortened(row, number) if term.zh in introduced else _in_full(row, number)
                    if _introduces(row, row.terms[number]):
                        introduced.add(term.zh)
        rows.append(row)
    return replace(page, rows=tuple(rows))


def _counts(row: Row) -> bool:
    return row.segment.kind in ("paragraph", "list")


def _introduces(row: Row, use: TermUse) -> bool:
    """Tell whether the short form stands in brackets at the end of a mention or behind it.

    There it may be said that it is one: “(hereinafter referred to as the MIIT)”.
    """
    abbr = use.match.term.abbr
    if abbr is None or use.target is None:
        return False
    behind = row.target[use.target.end :]
    return use.en.endswith(f" ({abbr})") or bool(re.match(rf" ?\([^()]*\b{re.escape(abbr)}\b", behind))


def _in_full(row: Row, number: int) -> Row:
    """Return the row with the short form behind a mention, which is written out if it is the short form itself."""
    use = row.terms[number]
    term, place = use.match.term, use.target
    if place is None or term.abbr is None or _introduces(row, use):
        return row
    if use.en == term.abbr and row.target[place.start - 1 : place.start] != "(":
        words = f"{term.en} ({term.abbr})".removeprefix("the ")
        determined = row.target[: place.start].lower().split()[-1:] == ["the"]
        article = "" if determined else with_article(row.target, place, words).removesuffix(words)
        return _put(row, number, place, article, words)
    if term.abbr in use.en:
        return row
    edit = Edit(row.target)
    edit.replace(Span(place.end, place.end), f" ({term.abbr})")
    return _edited(row, number, edit, Span(place.start, place.end + len(term.abbr) + 3))


def _shortened(row: Row, number: int) -> Row:
    """Return the row with the short form in the place of a mention in full."""
    use = row.terms[number]
    abbr, place = use.match.term.abbr, use.target
    both = use.en.endswith(f" ({abbr})")
    if place is None or abbr is None or (not both and (abbr in use.en or _introduces(row, use))):
        return row
    article = "" if use.en[:4].lower() != "the " else use.en[:4]
    return _put(row, number, place, article, abbr)


def _put(row: Row, number: int, place: Span, article: str, words: str) -> Row:
    """Return the row with other words, and an article before them, in the place of a mention."""
    before = row.target[: place.start].rstrip()
    # `join` mends every a and an of what it is given: it is given no more than has to agree with the mention.
    beside = _BESIDE.search(before)
    kept = beside.start() if beside else 0
    apart = not before or len(before) < place.start  # not so in NDRC/MIIT
    joined = before[:kept] + join(before[kept:], article + words) if apart else before + article + words
    # It may have changed an article before the mention: the change starts where the texts begin to differ.
    same = in_common(before, joined)
    start = len(joined) - len(words)
    edit = Edit(row.target)
    edit.replace(place, words)
    edit.replace(Span(same, place.start), joined[same:start])
    return _edited(row, number, edit, Span(start, len(joined)))


def _edited(row: Row, number: int, edit: Edit, stands: Span) -> Row:
    def moved(span: Span | None) -> Span | None:
        return None if span is None else edit.move(span)

    terms = tuple(
        TermUse(use.match, stands.of(edit.text), stands, use.how)
        if n == number
        else TermUse(use.match, use.en, moved(use.target), use.how)
        for n, use in enumerate(row.terms)
    )
    found = tuple(Finding(f.kind, f.severity, f.message, f.source, moved(f.target)) for f in row.findings)
    return replace(row, target=edit.text, terms=terms, links=move_links(row.links, edit), findings=found)
