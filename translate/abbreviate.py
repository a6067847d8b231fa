"""First mention in full with the short form behind it, the short form from then on."""

from collections import Counter
from dataclasses import replace

from align.text import Span
from translate.enforce.agreement import Edit, join, move_links
from translate.row import Finding, Row, TermUse, Translated


def abbreviate(page: Translated) -> Translated:
    """Apply the abbreviation policy to a document: “Ministry of … (MIIT)” first, “MIIT” later.

    Only entries with `abbr` that are mentioned more than once outside titles and furniture are shortened.
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
                    row = _mention(row, number, first=term.zh not in introduced)
                    introduced.add(term.zh)
        rows.append(row)
    return replace(page, rows=tuple(rows))


def _counts(row: Row) -> bool:
    return row.segment.kind in ("paragraph", "list")


def _mention(row: Row, number: int, *, first: bool) -> Row:
    use = row.terms[number]
    abbr = use.match.term.abbr
    if use.target is None or abbr is None or abbr in use.en:
        return row
    edit = Edit(row.target)
    if first:
        edit.replace(Span(use.target.end, use.target.end), f" ({abbr})")
        stands = Span(use.target.start, use.target.end + len(abbr) + 3)
    else:
        before = row.target[: use.target.start]
        article = "" if use.en[:4].lower() != "the " else f"{use.en[:4]}"
        joined = join(before, article + abbr)
        kept = len(before.rstrip()) if joined.startswith(before.rstrip()) else 0
        edit.replace(Span(kept, use.target.end), joined[kept:])
        stands = Span(len(joined) - len(abbr), len(joined))
    return _edited(row, number, edit, stands)


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
