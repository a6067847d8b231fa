"""A Markdown table, as a code host or editor shows it."""

import re
from collections.abc import Iterable

from translate.render.tally import tally
from translate.row import Row, Translated

# What Markdown or the HTML in it would take for markup; a line break would end the table row.
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def render(translated: Translated) -> bytes:
    """Return the title, a line of facts, the article as a table and the page furniture as another."""
    counts = tally(translated)
    facts = [
        f"model {translated.model}",
        f"glossary {translated.glossary}",
        f"{counts.segments} segments",
        f"{counts.terms - counts.unmet} of {counts.terms} terms as the glossary says",
        f"{counts.flagged} flagged",
    ]
    numbered = list(enumerate(translated.rows, 1))
    article = [(number, row) for number, row in numbered if row.segment.kind != "furniture"]
    furniture = [(number, row) for number, row in numbered if row.segment.kind == "furniture"]
    lines = [f"# {_cell(translated.document.name)}", "", _cell(" · ".join(facts)), "", *_table(article)]
    if furniture:
        lines += ["", "## Page furniture", "", *_table(furniture)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")


def _table(rows: Iterable[tuple[int, Row]]) -> list[str]:
    lines = ["| # | Chinese | English | Remarks |", "|--:|---|---|---|"]
    for number, row in rows:
        source, target = _cell(row.segment.text), _cell(row.target)
        if row.segment.kind in ("title", "heading"):
            source, target = f"**{source}**", f"**{target}**" if target else ""
        remarks = "<br>".join(f"{finding.severity}: {_cell(finding.message)}" for finding in row.findings)
        lines.append(f"| {number} | {source} | {target} | {remarks} |")
    return lines


def _cell(text: str) -> str:
    return " ".join(MARKUP.sub(r"\\\1", text).split())
