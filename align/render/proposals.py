"""Glossary proposals in YAML, ready for `glossary add --from`."""

from align.sheet import PhraseRow, Sheet


def render(sheet: Sheet) -> bytes:
    """Return an entry for every paired phrase not in the glossary, its most frequent rendering first."""
    lines = [f"# Proposed by align from {len(sheet.documents)} documents; strike what is wrong.\n"]
    lines += [_entry(row) for row in sheet.phrases if proposes(row)]
    return "".join(lines).encode()


def proposes(row: PhraseRow) -> bool:
    """Tell whether the row has something for the glossary."""
    return row.preferred is None and any(rendering.decision == "pair" for rendering in row.renderings)


def _entry(row: PhraseRow) -> str:
    pairs = sorted((item for item in row.renderings if item.decision == "pair"), key=lambda item: -item.count)
    first, *others = [_lower(item.en) for item in pairs]
    documents = ", ".join(dict.fromkeys(occurrence.doc for occurrence in pairs[0].occurrences))
    lines = [f"{quoted(row.zh)}:", f"  en: {quoted(first)}"]
    if others:
        lines.append(f"  also: [{', '.join(map(quoted, others))}]")
    lines += ["  status: proposed", f"  source: {quoted(f'align: {documents}')}"]
    return "\n".join(lines) + "\n"


def _lower(en: str) -> str:
    """Undo the capital of a sentence's first word where the rest has none."""
    first, _, rest = en.partition(" ")
    return en if rest != rest.lower() or not first[1:].islower() else first[0].lower() + en[1:]


def quoted(text: str) -> str:
    r"""Return text as a YAML double-quoted scalar.

    >>> quoted('say "no": never\\')
    '"say \\"no\\": never\\\\"'
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
