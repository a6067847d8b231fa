"""The YAML notation of terms: parsing it, and writing an entry in it.

A file maps Chinese designations to English. Three forms, which may be mixed:

    工业互联网: industrial internet            # short: the rendering alone
    工业和信息化部:                            # long: the fields of `Term`
      en: Ministry of Industry and Information Technology
      aliases: [工信部]
    安全:                                      # senses: the first whose conditions hold is taken
      - {en: security, only_if: [国家, 网络]}
      - {en: safety}

PyYAML's C parser reads (fifteen times as fast as ruamel.yaml, and its nodes know their line and column);
`glossary.edit` writes with ruamel.yaml, which keeps comments.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from align.errors import PlacedError, UserError
from glossary.term import Place, Term

# The C parser is in every wheel of PyYAML; a build without libyaml parses the same, slower.
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

UNPRINTABLE = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # YAML 1.2, 5.1

STRINGS = ("en", "abbr", "status", "source", "note", "domain")
CONDITIONS = ("only_if", "not_if")
LISTS = ("also", "avoid", "aliases", *CONDITIONS)
FLAGS = ("match_case", "keep", "domestic")
ORDER = (
    "en",
    "also",
    "avoid",
    "abbr",
    "aliases",
    "status",
    "source",
    "note",
    "domain",
    *FLAGS,
    *CONDITIONS,
)
STATUSES = ("approved", "proposed", "deprecated")
BLANK = Term("", "")  # the defaults


def read(path: Path) -> list[Term]:
    """Read the terms of one file in order; their domain is the file's name unless an entry says otherwise."""
    return list(_parsed(read_text(path), path))


@lru_cache(maxsize=64)
def _parsed(text: str, path: Path) -> tuple[Term, ...]:
    """Parse a file's text once: --watch and several glossaries in one run read the same files again and again."""
    return tuple(parse(text, path))


def read_text(path: Path) -> str:
    """Return the text of a glossary file, raising UserError or PlacedError where it has none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"cannot read the glossary {path}: {reason}", hint="check the name given") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlacedError(path, line, 1, "not UTF-8 text", hint="save the file as UTF-8") from error


def parse(text: str, path: Path) -> list[Term]:
    """Parse the text of a glossary file; `path` is named in errors and in the terms' places.

    >>> parse("工业互联网: industrial internet", Path("telecom.yaml"))[0].en
    'industrial internet'
    """
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise PlacedError(
            path, line, column, f"not YAML: {error.problem or error.context}", hint=_yaml_hint(text, line)
        ) from error
    except yaml.reader.ReaderError as error:
        # The C parser counts bytes, the Python one characters: look for the place ourselves.
        found = UNPRINTABLE.search(text)
        before = text[: found.start()] if found else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise PlacedError(path, line, column, "a control character, which YAML does not allow") from error
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise _error(
            path, root, "a glossary is a mapping of Chinese to English", "write `中文: English`, one a line"
        )
    terms: list[Term] = []
    seen: dict[str, int] = {}
    for key, value in root.value:
        zh = _text(path, key, "a designation")
        entries = list(_entry(path, key, zh, value))
        for designation in dict.fromkeys(name for term in entries for name in term.designations):
            place = key if designation == zh else _find(value, designation) or key
            line = place.start_mark.line + 1
            if designation in seen:
                raise _error(
                    path,
                    place,
                    f"{designation} appears twice (first at line {seen[designation]})",
                    "keep one; a list of mappings under one designation holds several senses",
                )
            seen[designation] = line
        terms.extend(entries)
    return terms


def plain(term: Term) -> str | dict[str, Any]:
    """Return a term as the YAML value that `parse` reads back: the rendering alone, or the fields that are
    not default.

    The domain is left out where the file that the term is from says it.
    """
    value: dict[str, Any] = {}
    for name in ORDER:
        held = getattr(term, name)
        default = getattr(BLANK, name)
        if name == "domain":
            default = held if term.place is None else term.place.path.stem
        if held != default:
            value[name] = list(held) if name in LISTS else held
    if list(value) == ["en"]:
        return term.en
    return value


def format_terms(terms: Sequence[Term], domain: str) -> str:
    """Return a glossary file that `parse` reads back, for a file whose name says `domain`."""
    senses: dict[str, list[str | dict[str, Any]]] = {}
    for term in terms:
        place = Place(Path(f"{domain}.yaml"), 1, 1)
        senses.setdefault(term.zh, []).append(plain(replace(term, place=place)))
    data: dict[str, Any] = {}
    for zh, values in senses.items():
        data[zh] = values[0] if len(values) == 1 else [{"en": v} if isinstance(v, str) else v for v in values]
    return yaml.dump(data, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000) if data else ""


def _entry(path: Path, key: yaml.Node, zh: str, value: yaml.Node) -> Iterator[Term]:
    """Turn one key and its value into terms: one, or one a sense."""
    place = Place(path, key.start_mark.line + 1, key.start_mark.column + 1)
    if isinstance(value, yaml.ScalarNode):
        yield Term(zh, _text(path, value, f"the rendering of {zh}"), domain=path.stem, place=place)
    elif isinstance(value, yaml.MappingNode):
        yield _term(path, key, zh, value, place)
    else:
        if not value.value:
            raise _error(path, key, f"{zh} has no rendering")
        for sense in value.value:
            if not isinstance(sense, yaml.MappingNode):
                raise _error(
                    path, sense, f"a sense of {zh} is a mapping", "for further renderings use `also: […]`"
                )
            at = Place(path, sense.start_mark.line + 1, sense.start_mark.column + 1)
            yield _term(path, sense, zh, sense, at)


def _term(path: Path, key: yaml.Node, zh: str, mapping: yaml.MappingNode, place: Place) -> Term:
    """Turn a mapping of fields into a term."""
    found: dict[str, Any] = {}
    for name_node, value in mapping.value:
        name = _text(path, name_node, "a key")
        if name in found:
            raise _error(path, name_node, f"{zh} has {name} twice")
        if name in LISTS:
            found[name] = _list(path, value, f"{name} of {zh}")
        elif name in FLAGS:
            found[name] = _flag(path, value, name)
        elif name == "status":
            found[name] = _choice(path, value, name, STATUSES)
        elif name in STRINGS:
            found[name] = _text(path, value, f"{name} of {zh}")
        else:
            near = get_close_matches(name, ORDER, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(ORDER)}"
            raise _error(path, name_node, f"unknown key {name!r} in {zh}", hint)
    if "en" not in found:
        if not found.get("keep"):
            raise _error(
                path, key, f"{zh} has no rendering", "add `en: …`, or `keep: true` to leave it as it is"
            )
        found["en"] = zh
    defaults = {**vars(BLANK), "domain": path.stem}
    said = frozenset(name for name, held in found.items() if held == defaults[name])
    return Term(zh, **{"domain": path.stem, **found}, place=place, said=said)


def _text(path: Path, node: yaml.Node, what: str) -> str:
    """Return a scalar's characters as written: `NO` and `5` are text here."""
    if not isinstance(node, yaml.ScalarNode):
        raise _error(
            path,
            node,
            f"{what} is text, not a {'list' if isinstance(node, yaml.SequenceNode) else 'mapping'}",
        )
    text: str = node.value.strip()
    if not text or (node.style is None and text in ("~", "null")):
        raise _error(path, node, f"{what} is empty")
    return " ".join(text.split())


def _list(path: Path, node: yaml.Node, what: str) -> tuple[str, ...]:
    """Return a list's items; one piece of text counts as a list of one."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(_text(path, item, f"an item in {what}") for item in items)


def _flag(path: Path, node: yaml.Node, name: str) -> bool:
    return _choice(path, node, name, ("true", "false")) == "true"


def _choice(path: Path, node: yaml.Node, name: str, choices: Sequence[str]) -> str:
    value = _text(path, node, name)
    if value not in choices:
        raise _error(path, node, f"{name} cannot be {value!r}", f"choose from {', '.join(choices)}")
    return value


def _find(node: yaml.Node, text: str) -> yaml.Node | None:
    """Return the first scalar under `node` that reads `text`."""
    if isinstance(node, yaml.ScalarNode):
        return node if node.value == text else None
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            if found := _find(part, text):
                return found
    return None


def _error(path: Path, node: yaml.Node, message: str, hint: str = "") -> PlacedError:
    return PlacedError(path, node.start_mark.line + 1, node.start_mark.column + 1, message, hint=hint)


def _yaml_hint(text: str, line: int) -> str:
    """Name the usual cause of broken YAML at a line."""
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    if "\t" in here:
        return "indent with spaces, not tabs"
    above = lines[line - 2] if 2 <= line <= len(lines) + 1 else ""
    if here.count(": ") > 1 or "：" in here + above:
        return "put text that holds a colon in quotes; the separator is `: `, half-width"
    return "check the indentation, quotes and brackets at this line and the one before"
