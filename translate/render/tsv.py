"""Tab-separated lines, one a segment."""

from translate.render.tally import state
from translate.row import Row, Translated

HEAD = ("id", "kind", "Chinese", "English", "state", "terms", "findings")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def render(translated: Translated) -> bytes:
    r"""Return a head and a line a segment; a tab, line break or backslash in a cell is \t, \n, \r or \\."""
    name = translated.document.name
    lines = [HEAD, *(cells(f"{name}#{number}", row) for number, row in enumerate(translated.rows, 1))]
    text = "".join("\t".join(cell.translate(ESCAPES) for cell in line) + "\n" for line in lines)
    return text.encode("utf-8", errors="replace")


def cells(identifier: str, row: Row) -> tuple[str, ...]:
    """Return what `HEAD` names, as text."""
    terms = "; ".join(f"{use.match.term.zh} = {use.en or use.match.term.en} ({use.how})" for use in row.terms)
    findings = "; ".join(f"{finding.severity}: {finding.message}" for finding in row.findings)
    return (identifier, row.segment.kind, row.segment.text, row.target, state(row), terms, findings)
