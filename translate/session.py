"""One run of the translator: the glossary, the engine and the memories that its documents share."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from align.text import Document, Segment
from glossary.matcher import Matcher
from glossary.store import Glossary, Override, default, shipped_files
from glossary.vote import vote
from translate.abbreviate import abbreviate
from translate.cache import Cache
from translate.consistency import settle
from translate.engine import Engine
from translate.memory import Memory
from translate.pipeline import Options, Tools, hand_over, translate_document
from translate.render.tally import tally
from translate.row import Translated

AUTO = ("auto",)


@dataclass(frozen=True)
class Settings:
    """What the user chose.

    `domains` None means every shipped file, `AUTO` those that each document votes for; `glossaries` override
    them, the last one most. `simplify` says that the documents were simplified when they were read; `across` has
    `consistent` look at all documents together.
    """

    model: str = "zh-en"
    engine: str = "marian"
    threads: int | None = None
    glossaries: tuple[Path, ...] = ()
    domains: tuple[str, ...] | None = None
    memory: Path | None = None
    cache: bool = True
    article: bool = False
    abbreviate: bool = False
    consistent: bool = False
    across: bool = False
    simplify: bool = False
    options: Options = Options()

    @property
    def switches(self) -> tuple[str, ...]:
        """What is on of that which changes a page and is off by itself."""
        names = ("abbreviate", "across", "article", "consistent", "simplify")
        return tuple(name for name in names if getattr(self, name))


class Session:
    """Holds what takes time to load; `translate` may be called for any number of documents."""

    def __init__(
        self, settings: Settings = Settings(), *, engine: Engine | None = None, cache: Cache | None = None
    ) -> None:
        self.settings = settings
        self.glossary: Glossary = self._glossary(settings.domains)
        self.memory = Memory.load(settings.memory) if settings.memory else None
        self._memory_hash = _hash(settings.memory) if settings.memory else ""
        self.engine = engine or self._load()
        self.cache = cache or (Cache() if settings.cache else Cache.nowhere())
        self.matcher = Matcher(self.glossary)

    def _glossary(self, domains: tuple[str, ...] | None) -> Glossary:
        return default(self.settings.glossaries, domains=None if domains == AUTO else domains)

    def _load(self) -> Engine:
        from translate.models import load

        return load(self.settings.model, engine=self.settings.engine, threads=self.settings.threads)

    @property
    def overridden(self) -> tuple[Override, ...]:
        """The shipped entries that the user's own glossary files replace."""
        return self.glossary.overridden

    @property
    def signature(self) -> str:
        """The line that makes a result repeatable: model, decoder settings, glossary, memory, program.

        With `AUTO` every document has a glossary and a line of its own: see `signature_of`.
        """
        return self._signature(self.glossary)

    def signature_of(self, document: Document) -> str:
        """Return the line that the translation of a document will have."""
        glossary, _ = self._terms_for(self._kept(document))
        return self._signature(glossary)

    def _signature(self, glossary: Glossary) -> str:
        from importlib.metadata import version

        settings = self.settings
        return "|".join(
            (
                f"model:{settings.model}@{self.engine.fingerprint[:12]}",
                f"engine:{settings.engine}",
                settings.options.signature,
                f"glossary:{glossary.version}",
                *(["domains:auto"] if settings.domains == AUTO else ()),
                *([f"memory:{self._memory_hash}"] if self._memory_hash else ()),
                *([f"with:{','.join(settings.switches)}"] if settings.switches else ()),
                f"duizhao:{version('duizhao')}",
            )
        )

    def reload_glossary(self) -> None:
        """Read the glossary files again; the cache keeps what the change does not touch."""
        self.glossary = self._glossary(self.settings.domains)
        self.matcher = Matcher(self.glossary)

    def translate(
        self, documents: Iterable[Document], *, advance: Callable[[int], object] = lambda _: None
    ) -> list[Translated]:
        """Translate documents in order; `advance` is told how many more segments are done."""
        pages = [self._page(document, advance) for document in documents]
        if self.settings.consistent:
            groups = [pages] if self.settings.across else [[page] for page in pages]
            tools = Tools(self.engine, self.matcher, self.cache)
            pages = [page for group in groups for page in settle(group, tools, self.settings.options)]
        if self.settings.abbreviate:
            pages = [abbreviate(page) for page in pages]
        return [hand_over(page, self.cache) for page in pages]

    def _page(self, document: Document, advance: Callable[[int], object]) -> Translated:
        document = self._kept(document)
        glossary, matcher = self._terms_for(document)
        tools = Tools(self.engine, matcher, self.cache, self.memory)
        page = translate_document(document, tools, self.settings.options, advance=advance)
        return replace(
            page,
            model=self.settings.model,
            signature=self._signature(glossary),
            glossary=glossary.version,
            terms=len(glossary),
        )

    def _kept(self, document: Document) -> Document:
        """Return a document as it is to be translated."""
        return replace(document, segments=article(document)) if self.settings.article else document

    def _terms_for(self, document: Document) -> tuple[Glossary, Matcher]:
        if self.settings.domains != AUTO:
            return self.glossary, self.matcher
        found = (match for segment in document.segments for match in self.matcher.find(segment.text))
        glossary = self._glossary(vote(found, [path.stem for path in shipped_files()]))
        return glossary, Matcher(glossary)

    def close(self) -> None:
        """Let go of the cache file."""
        self.cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def article(document: Document) -> tuple[Segment, ...]:
    """Return the segments that are not page furniture."""
    return tuple(segment for segment in document.segments if segment.kind != "furniture")


def _hash(path: Path) -> str:
    """Return ten hexadecimal digits that change with the content of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:10]


def changed(pages: Sequence[Translated]) -> int:
    """Count the rows that read otherwise than what was shown before."""
    return sum(tally(page).changed for page in pages)
