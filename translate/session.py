"""One run of the translator: the glossary, the engine and the memories that its documents share."""

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
from translate.pipeline import Options, Tools, translate_document
from translate.row import Translated

AUTO = ("auto",)


@dataclass(frozen=True)
class Settings:
    """What the user chose.

    `domains` None means every shipped file, `AUTO` those that each document votes for; `glossaries` override
    them, the last one most.
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
    options: Options = Options()


class Session:
    """Holds what takes time to load; `translate` may be called for any number of documents."""

    def __init__(
        self, settings: Settings = Settings(), *, engine: Engine | None = None, cache: Cache | None = None
    ) -> None:
        self.settings = settings
        self.glossary: Glossary = self._glossary(settings.domains)
        self.memory = Memory.load(settings.memory) if settings.memory else None
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
        """The line that makes a result repeatable: model, decoder settings, glossary, program."""
        from importlib.metadata import version

        return "|".join(
            (
                f"model:{self.settings.model}@{self.engine.fingerprint[:12]}",
                f"engine:{self.settings.engine}",
                self.settings.options.signature,
                f"glossary:{self.glossary.version}",
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
        return [self._page(document, advance) for document in documents]

    def _page(self, document: Document, advance: Callable[[int], object]) -> Translated:
        if self.settings.article:
            document = replace(document, segments=article(document))
        glossary, matcher = self._terms_for(document)
        tools = Tools(self.engine, matcher, self.cache, self.memory)
        page = translate_document(document, tools, self.settings.options, advance=advance)
        if self.settings.consistent:
            page = settle(page, tools, self.settings.options)
        if self.settings.abbreviate:
            page = abbreviate(page)
        return replace(
            page,
            model=self.settings.model,
            signature=self.signature,
            glossary=glossary.version,
            terms=len(glossary),
        )

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


def changed(pages: Sequence[Translated]) -> int:
    """Count the rows whose translation differs from what was shown before the glossary changed."""
    return sum(row.previous is not None for page in pages for row in page.rows)
