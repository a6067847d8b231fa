"""Changing one entry of a glossary file and leaving every other character as it is."""

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from align.errors import UserError
from align.write import write_atomic
from glossary.notation import BLANK, LISTS, LOADER, ORDER, parse, plain, read_text
from glossary.store import inherit
from glossary.term import Place, Term

HEADER = "# An entry is `中文: English`, or a mapping with en, also, avoid, abbr, aliases, source, note …\n"


def add(path: Path, term: Term) -> None:
    """Put an entry at the end of a file, which is made if it is not there.

    Raises UserError where one of its designations is in the file already.
    """
    write_atomic(path, added(_existing(path), path, term))


def add_all(path: Path, terms: Iterable[Term], *, replacing: bool = False) -> tuple[int, int, int]:
    """Put entries at the end of a file; those that are there stay, or change if `replacing`.

    One that changes keeps what the new entry, laid over it, would inherit (`glossary.store.inherit`).
    Returns how many were added, changed and left as they are. The file is written once, and not at all
    on an error.
    """
    text = _existing(path)
    known = {term.zh: term for term in parse(text, path)}
    counts = [0, 0, 0]
    for term in terms:
        if term.zh not in known:
            text = added(text, path, term)
            known[term.zh] = term
            counts[0] += 1
        elif replacing:
            old = known[term.zh]
            known[term.zh] = replace(inherit(term, [old]), place=old.place)
            text = changed(text, path, known[term.zh])
            counts[1] += 1
        else:
            counts[2] += 1
    if counts[0] or counts[1]:
        write_atomic(path, text)
    return counts[0], counts[1], counts[2]


def change(path: Path, term: Term) -> None:
    """Give the entry of `term.zh` the fields of `term`; comments, order and style of what stays are kept.

    Raises UserError where there is no such entry or it has several senses.
    """
    write_atomic(path, changed(read_text(path), path, term))


def remove(path: Path, zh: str) -> None:
    """Take the entry of a main designation out of a file, with the comments inside it.

    Raises UserError where there is no such entry.
    """
    text = read_text(path)
    start, end = _lines(text, path, zh)
    lines = text.splitlines(keepends=True)
    write_atomic(path, "".join(lines[:start] + lines[end:]))


def added(text: str, path: Path, term: Term) -> str:
    """Return the text of a file with an entry at its end; `path` is named in errors."""
    taken = {name: known for known in parse(text, path) for name in known.designations}
    for name in term.designations:
        if name in taken:
            raise UserError(
                f"{name} is in the glossary already ({taken[name].place})", hint="change that entry"
            )
    if text and not text.endswith("\n"):
        text += "\n"
    return text + _dump({term.zh: _value(term, path)})


def changed(text: str, path: Path, term: Term) -> str:
    """Return the text of a file with one entry changed; `path` is named in errors."""
    start, end = _lines(text, path, term.zh)
    lines = text.splitlines(keepends=True)
    snippet = _round_trip().load("".join(lines[start:end]))
    value = _value(term, path)
    old = snippet[term.zh]
    if isinstance(old, list):
        raise UserError(f"{term.zh} has several senses in {path}", hint="edit the file by hand")
    if isinstance(old, dict):
        _merge(old, value if isinstance(value, dict) else {"en": value})
    else:
        snippet[term.zh] = value if isinstance(value, str) else _block(value)
    lines[start:end] = [_dump(snippet)]
    text = "".join(lines)
    parse(text, path)  # a new alias may be another entry's designation
    return text


def _existing(path: Path) -> str:
    return read_text(path) if path.exists() else HEADER


def _lines(text: str, path: Path, zh: str) -> tuple[int, int]:
    """Return the half-open range of lines (from 0) that an entry takes."""
    parse(text, path)
    root = yaml.compose(text, Loader=LOADER)
    for key, value in root.value if root is not None and not root.flow_style else ():
        if " ".join(key.value.split()) == zh:
            return key.start_mark.line, max(_last(value), key.end_mark.line) + 1
    raise UserError(
        f"{zh} is not the main designation of an entry in {path}", hint="look with `glossary find`"
    )


def _last(node: yaml.Node) -> int:
    """Return the last line that a node's characters are on; PyYAML ends a block only at the next token."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        line: int = node.end_mark.line
        at_start = node.end_mark.column == 0 and line > node.start_mark.line
        return line - 1 if at_start else line
    parts = [part for child in node.value for part in (child if isinstance(child, tuple) else (child,))]
    return max((_last(part) for part in parts), default=node.start_mark.line)


def _merge(old: Any, new: dict[str, Any]) -> None:
    """Bring a mapping of ruamel.yaml to the fields of `new`, touching only those that differ."""
    for name in [name for name in old if name not in new]:
        default = getattr(BLANK, name)
        if old[name] != (list(default) if name in LISTS else default):  # `aliases: []` is said on purpose
            del old[name]
    for name in ORDER:
        if name not in new or old.get(name) == new[name]:
            continue
        if name in LISTS and isinstance(old.get(name), list):
            held = old[name]
            for item in [item for item in held if item not in new[name]]:
                held.remove(item)
            for position, item in enumerate(new[name]):
                if position >= len(held) or held[position] != item:
                    if item in held:
                        held.remove(item)
                    held.insert(position, item)
        else:
            before = [key for key in old if key in ORDER and ORDER.index(key) < ORDER.index(name)]
            if name in old:
                old[name] = new[name]
            else:
                old.insert(list(old).index(before[-1]) + 1 if before else 0, name, _flow(new[name]))


def _block(value: dict[str, Any]) -> Any:
    """Return fields as a block mapping with short lists on one line."""
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap((name, _flow(held)) for name, held in value.items())


def _flow(value: Any) -> Any:
    """Return a list so that it is written on one line where it is short; other values as they are."""
    from ruamel.yaml.comments import CommentedSeq

    if not isinstance(value, list):
        return value
    sequence = CommentedSeq(value)
    if sum(map(len, value)) <= 80 and not any("," in item for item in value):
        sequence.fa.set_flow_style()
    else:
        sequence.fa.set_block_style()
    return sequence


def _dump(data: Any) -> str:
    """Write data in the style of our files."""
    if type(data) is dict:
        data = {zh: _block(value) if isinstance(value, dict) else value for zh, value in data.items()}
    buffer = io.StringIO()
    _round_trip().dump(data, buffer)
    return buffer.getvalue()


def _round_trip() -> Any:
    """Return ruamel.yaml set to keep comments, quotes and long lines."""
    from ruamel.yaml import YAML

    round_trip = YAML(typ="rt")
    round_trip.preserve_quotes = True
    round_trip.width = 10_000
    round_trip.indent(mapping=2, sequence=4, offset=2)
    return round_trip


def _value(term: Term, path: Path) -> str | dict[str, Any]:
    """Return the YAML value of an entry of `path`, with what the term says though it is the default."""
    value = plain(_placed(term, path))
    found: dict[str, Any] = {"en": value} if isinstance(value, str) else value
    for name in term.said:
        held = getattr(term, name)
        if held is not None:
            found.setdefault(name, list(held) if name in LISTS else held)
    return term.en if list(found) == ["en"] else {name: found[name] for name in ORDER if name in found}


def _placed(term: Term, path: Path) -> Term:
    """Return the term as an entry of `path`, whose name says the domain where it has no place of its own."""
    place = Place(path, 1, 1)
    if term.place is None and term.domain == BLANK.domain:
        return replace(term, domain=path.stem, place=place)
    return replace(term, place=place)
