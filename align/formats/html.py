"""Beads as a page: the two texts side by side."""

from html import escape

from align.bitext import Bitext
from align.formats.ladder import format_ids

DOUBTFUL = 0.0  # a score below it looks like no translation

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 2rem auto; max-width: 76rem; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ vertical-align: top; text-align: left; padding: .4rem .8rem; border-top: 1px solid #8884; }}
.ids {{ width: 7rem; color: #777; font-size: .8rem; }}
.doubt {{ background: #fa03; }} .alone {{ background: #f003; }}
tr:target {{ outline: 2px solid #06c; }}
</style>
<h1>{title}</h1>
<p>{counts}</p>
<table>
<tr><th class="ids">sentences</th><th>{source}</th><th>{target}</th></tr>
{rows}
</table>
</html>
"""


def format_bitext(bitext: Bitext) -> dict[str, bytes]:
    """Return a page of one row a bead; what has no partner and what looks like no translation is marked."""
    rows = []
    alone = doubtful = 0
    for number, (bead, source, target) in enumerate(bitext.passages(), 1):
        kind = "alone" if not source or not target else "doubt" if bead.score < DOUBTFUL else ""
        alone += kind == "alone"
        doubtful += kind == "doubt"
        rows.append(
            f'<tr id="b{number}"{f" class={kind}" if kind else ""}>'
            f'<td class="ids"><a href="#b{number}">{format_ids(bead.source)}:{format_ids(bead.target)}</a>'
            f" {bead.score:.2f}</td>"
            f'<td lang="zh">{escape(source)}</td><td lang="en">{escape(target)}</td></tr>'
        )
    page = _PAGE.format(
        title=escape(f"{bitext.source.name} · {bitext.target.name}"),
        counts=f"{len(rows)} beads, {alone} without a partner, {doubtful} doubtful",
        source=escape(bitext.source.name),
        target=escape(bitext.target.name),
        rows="\n".join(rows),
    )
    return {".html": page.encode()}
