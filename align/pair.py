"""`align pair`, `align words` and `align score`: texts that are translations of each other."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from align.bitext import Bitext, Model, align_documents
from align.console import note
from align.errors import UserError
from align.evaluate import error_rate, lax, strict
from align.folder import pair_documents, plain_name
from align.formats import FORMATS, format_bitext
from align.formats.ladder import parse_beads
from align.formats.pharaoh import format_links, parse_links, parse_pair
from align.language import Language, language_of
from align.lexicon import bundled_lexicon, cut_english
from align.links import Links, link_spans, link_tokens
from align.options import formats_of
from align.phrases import consistent_phrases
from align.read import read_documents
from align.text import Document, Segment, Span, Token
from align.write import distinct, write_atomic

Load = Callable[[str], Model]
LANGUAGES: dict[Language, str] = {"zh": "Chinese", "en": "English"}
WORD_FORMATS = ("pharaoh", "jsonl", "phrases")


def pair_parser() -> argparse.ArgumentParser:
    """Return the parser of `align pair`."""
    made = argparse.ArgumentParser(
        prog="align pair",
        description="Align the sentences of a Chinese text and its English translation, or of folders of them.",
    )
    made.add_argument("paths", nargs="+", metavar="PATH", help="two files, two folders, or one with both")
    made.add_argument(
        "--to", default="tsv", metavar="FORMATS", help=f"comma-separated, from {', '.join(FORMATS)} (tsv)"
    )
    made.add_argument(
        "-o", "--output", metavar="DIR", help="folder to write to; standard output takes one file only"
    )
    made.add_argument("--presplit", action="store_true", help="every line is a sentence and stays one")
    made.add_argument(
        "--model", metavar="MODEL", help="also compare with a translation by zh-en, a directory or a hub id"
    )
    made.add_argument("-q", "--quiet", action="store_true", help="no messages but errors")
    return made


def pair(arguments: Sequence[str], load: Load) -> int:
    """Align documents and write them."""
    given = pair_parser().parse_args(arguments)
    formats = formats_of(given.to, FORMATS)
    found = list(_pairs(given.paths, presplit=given.presplit, quiet=given.quiet))
    if given.output is None and (len(found) > 1 or len(formats) != 1 or formats[0] == "intertext"):
        raise UserError("more than one file would go to standard output", hint="give a folder with -o")
    model = load(given.model) if given.model else None
    names = distinct(plain_name(source.name) for source, _ in found)
    for name, (source, target) in zip(names, found, strict=True):
        bitext = align_documents(source, target, bundled_lexicon(), model)
        for to in formats:
            for suffix, content in format_bitext(bitext, to).items():
                if given.output is None:
                    sys.stdout.buffer.write(content)
                    continue
                path = Path(given.output) / (name + suffix)
                write_atomic(path, content)
                note(f"wrote {path}", quiet=given.quiet)
        note(_summary(bitext), quiet=given.quiet)
    return 0


def _summary(bitext: Bitext) -> str:
    both = sum(1 for bead in bitext.beads if bead.source and bead.target)
    alone = len(bitext.beads) - both
    return f"{bitext.source.name} · {bitext.target.name}: {both} beads, {alone} sentences without a partner"


def _pairs(paths: Sequence[str], *, presplit: bool, quiet: bool) -> Iterator[tuple[Document, Document]]:
    if len(paths) > 2:
        raise UserError(
            f"{len(paths)} paths",
            hint="give two files, two folders, or one folder; `align FILE…` compares any number",
        )
    documents = [document for path in paths for document in _read(path)]
    if presplit:
        documents = [by_lines(document) for document in documents]
    sides: dict[Language, list[Document]] = {"zh": [], "en": []}
    for document in documents:
        language = language_of(document.text)
        if language is None:
            raise UserError(f"{document.name}: neither Chinese nor English", hint="is it empty, or mixed?")
        sides[language].append(document)
    for wanted, name in LANGUAGES.items():
        if not sides[wanted]:
            raise UserError(
                f"no {name} text among {', '.join(paths)}", hint="a pair is a Chinese text and an English one"
            )
    if len(documents) == 2:
        yield sides["zh"][0], sides["en"][0]
        return
    pairing = pair_documents(sides["zh"], sides["en"], bundled_lexicon())
    for alone, side in ((pairing.source_alone, sides["zh"]), (pairing.target_alone, sides["en"])):
        for number in alone:
            note(f"warning: {side[number].name} has no partner", quiet=quiet)
    if not pairing.pairs:
        raise UserError(
            "no two documents belong together", hint="name them alike: report.zh.txt, report.en.txt"
        )
    for i, j in pairing.pairs:
        yield sides["zh"][i], sides["en"][j]


def _read(path: str) -> list[Document]:
    if not Path(path).is_dir():
        return read_documents([path])
    names = sorted(str(file) for file in Path(path).rglob("*.txt"))
    if not names:
        raise UserError(f"{path}: no .txt file in this folder")
    return read_documents(names)


def by_lines(document: Document) -> Document:
    """Make every line of a document a sentence, empty ones too, so that numbers stay line numbers from 0."""
    segments = []
    at = 0
    for line in document.text.removesuffix("\n").split("\n"):
        text = line.removesuffix("\r")
        segments.append(Segment(text, Span(at, at + len(text))))
        at += len(line) + 1
    return Document(document.name, document.text, tuple(segments))


def words_parser() -> argparse.ArgumentParser:
    """Return the parser of `align words`."""
    made = argparse.ArgumentParser(
        prog="align words",
        description="Link the words of Chinese sentences and their English translations.",
    )
    made.add_argument("file", help="lines of `Chinese words ||| English words`; - is standard input")
    made.add_argument(
        "--to", default="pharaoh", choices=WORD_FORMATS, help="0-0 1-2 (pharaoh), spans, or phrase pairs"
    )
    made.add_argument("--raw", action="store_true", help="the Chinese is not cut into words: cut it")
    made.add_argument(
        "--model", metavar="MODEL", help="also use the attention of zh-en, a directory or a hub id"
    )
    return made


def words(arguments: Sequence[str], load: Load) -> int:
    """Link words and print them, one sentence pair a line."""
    given = words_parser().parse_args(arguments)
    document = read_documents([given.file])[0]
    pairs = []
    for number, line in enumerate(document.text.splitlines(), 1):
        found = parse_pair(line)
        if found is None:
            place = f"{document.name}:{number}"
            raise UserError(f"{place}: no |||", hint="a line is: 会议 强调 ||| the meeting stressed")
        pairs.append(lay(*found, raw=given.raw))
    seen = None
    if given.model:
        seen = load(given.model).attend([(left.text, right.text) for left, right in pairs])
    tokens = [(left.words, right.words) for left, right in pairs]
    for pair, links in zip(pairs, link_tokens(tokens, bundled_lexicon(), seen=seen), strict=True):
        for line in format_words(*pair, links, given.to):
            print(line)
    return 0


class Laid(NamedTuple):
    """A sentence and its words, whose spans count characters of the text."""

    text: str
    words: list[Token]


def lay(source: str, target: str, *, raw: bool) -> tuple[Laid, Laid]:
    """Cut a pair into words: at spaces, or if `raw` as the lexicon knows them."""
    if raw:
        return Laid(source, bundled_lexicon().cut(source)), Laid(target, cut_english(target))
    return spaced(source.split(), spaces=False), spaced(target.split(), spaces=True)


def spaced(words: Sequence[str], *, spaces: bool) -> Laid:
    """Make a text of words; without `spaces` there is one between two Latin words only.

    >>> spaced(["使用", "5G", "Wi-Fi"], spaces=False).text
    '使用5G Wi-Fi'
    """
    text = ""
    tokens = []
    for word in words:
        if text and (spaces or (text[-1].isascii() and word[:1].isascii())):
            text += " "
        tokens.append(Token(word, Span(len(text), len(text) + len(word))))
        text += word
    return Laid(text, tokens)


def format_words(source: Laid, target: Laid, links: Links, to: str) -> Iterator[str]:
    """Yield the lines that show the links of one pair."""
    if to == "pharaoh":
        yield format_links(links)
    elif to == "jsonl":
        spans = [
            [list(link.source), list(link.target)] for link in link_spans(source.words, target.words, links)
        ]
        yield json.dumps({"source": source.text, "target": target.text, "links": spans}, ensure_ascii=False)
    else:
        for phrase in consistent_phrases(source.words, target.words, links):
            yield f"{phrase.source.of(source.text)}\t{phrase.target.of(target.text)}"


def score_parser() -> argparse.ArgumentParser:
    """Return the parser of `align score`."""
    made = argparse.ArgumentParser(
        prog="align score",
        description="Compare beads ([0,1]:[2]) or word links (0-0 1p2) with gold ones.",
    )
    made.add_argument("gold", help="the gold file")
    made.add_argument("found", help="the file to judge; for beads a TSV of `align pair` will do")
    made.add_argument(
        "--gold-first", type=int, default=0, choices=(0, 1), help="what the gold links count words from (0)"
    )
    return made


def score(arguments: Sequence[str]) -> int:
    """Print precision, recall and F1 of beads, or the alignment error rate of links."""
    given = score_parser().parse_args(arguments)
    gold, found = (read_documents([name])[0].text for name in (given.gold, given.found))
    if gold.lstrip().startswith("["):
        ours, theirs = parse_beads(found, given.found), parse_beads(gold, given.gold)
        for name, scores in (("strict", strict(ours, theirs)), ("lax", lax(ours, theirs))):
            print(f"{name}\tP {scores.precision:.4f}\tR {scores.recall:.4f}\tF1 {scores.f1:.4f}")
        return 0
    ours_lines, gold_lines = found.splitlines(), gold.splitlines()
    if len(ours_lines) != len(gold_lines):
        raise UserError(f"{given.found} has {len(ours_lines)} lines, {given.gold} {len(gold_lines)}")
    rate = error_rate(
        (
            parse_links(line, name=given.found, number=number).possible,
            parse_links(wanted, first=given.gold_first, name=given.gold, number=number),
        )
        for number, (line, wanted) in enumerate(zip(ours_lines, gold_lines, strict=True), 1)
    )
    print(f"AER {rate.aer:.4f}\tP {rate.precision:.4f}\tR {rate.recall:.4f}")
    return 0
