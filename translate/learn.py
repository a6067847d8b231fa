"""Taking a reviewer's corrections back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from align.write import write_atomic
from glossary import notation
from glossary.store import Glossary, default
from glossary.term import Place, Term
from translate.bitext import Unit, approved, read
from translate.cache import Cache
from translate.memory import remember
from translate.proposal import Proposal, propose


@dataclass(frozen=True)
class Learned:
    """What came of a reviewed file.

    `taken` are the approved units, `new` of which the memory did not have; `left` counts the others with
    English, `empty` are those without. `known` are proposals whose Chinese is in the proposals file already:
    that entry was left as it is.
    """

    taken: tuple[Unit, ...]
    new: int
    left: int
    proposed: tuple[Proposal, ...] = ()
    known: tuple[Proposal, ...] = ()
    empty: tuple[Unit, ...] = ()

    def __str__(self) -> str:
        parts = [f"{_number(len(self.taken), 'segment')} into the memory, {self.new} of them new"]
        if self.left:
            parts.append(f"{self.left} left out, neither approved nor changed")
        if self.empty:
            # To approve nothing is a slip: the reviewer is told where.
            slips = [unit.origin for unit in self.empty if unit.state in ("approved", "edited")]
            said = f", {len(slips)} of them approved: {', '.join(slips)}" if slips else ""
            parts.append(f"{len(self.empty)} left out without English{said}")
        if self.proposed:
            changes = ", ".join(f"{change.old.zh} = {change.after}" for change in self.proposed)
            parts.append(f"{_number(len(self.proposed), 'term change')} proposed: {changes}")
        if self.known:
            parts.append(
                f"{_number(len(self.known), 'term change')} left out, an entry being proposed already"
            )
        return "; ".join(parts)


def learn(
    path: Path,
    memory: Path,
    *,
    proposals: Path | None = None,
    glossaries: Sequence[Path] = (),
    domains: Sequence[str] | None = None,
    cache: Cache | None = None,
) -> Learned:
    """Add the approved units of a reviewed file to the memory, and changed terms to a file of proposals.

    Approved are the rows that the reviewer called so or whose English they changed, whatever state they left
    them in. Where the file does not tell what the machine wrote, the cache is asked what was shown (None: the
    user's cache). Of a file that has no word for approved, such as a Word document, rows that read as shown
    are left out. Entries are appended to `proposals`, a glossary file, unless it has one of the same Chinese.
    Errors: `UserError` for a file that cannot be read or written; nothing has then been taken, except into
    the memory if it is the proposals that cannot be written.
    """
    glossary = default(glossaries, domains=domains)
    rows = list(read(path, unfinished=True))
    units = [unit for unit in rows if unit.target.strip()]
    empty = tuple(unit for unit in rows if not unit.target.strip())
    vouched = set(approved(units))  # by the file alone
    with cache or Cache() as opened:
        compared = [(unit in vouched, _compared(unit, opened)) for unit in units]
    taken = [unit for said, unit in compared if unit.edited or (said and unit.approved is not False)]
    found = propose(taken, glossary)
    proposed, known, text = _entries(found, glossary, proposals)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = remember(memory, [replace(unit, date=unit.date or now) for unit in taken]) if taken else 0
    if proposed and proposals is not None:
        write_atomic(proposals, text)
    return Learned(tuple(taken), new, len(units) - len(taken), proposed, known, empty)


def _compared(unit: Unit, cache: Cache) -> Unit:
    """Return the unit with what the machine wrote, as far as that is known.

    Of several texts that were shown for its Chinese, this is the one most like its English.
    """
    from rapidfuzz import fuzz

    if unit.machine is not None:
        return unit
    english = " ".join(unit.target.split())
    texts = [entry.text for entry in reversed(cache.shown(unit.source))]
    nearest = max(texts, key=lambda text: fuzz.ratio(" ".join(text.split()), english), default=None)
    return replace(unit, machine=nearest)


def _entries(
    found: Iterable[Proposal], glossary: Glossary, path: Path | None
) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...], str]:
    """Return what to propose, what the file has an entry for already, and its text with the former added."""
    import yaml

    exists = path is not None and path.exists()
    there = {name for term in notation.read(path) for name in term.designations} if path and exists else set()
    text = path.read_bytes().decode("utf-8-sig") if path and exists else ""
    best: dict[Term, Proposal] = {}
    for proposal in found:  # of two renderings of one entry that were replaced, the one with more evidence
        if proposal.old not in best or best[proposal.old].count < proposal.count:
            best[proposal.old] = proposal
    known = tuple(proposal for proposal in best.values() if proposal.old.zh in there)
    proposed = tuple(proposal for proposal in best.values() if proposal.old.zh not in there)
    values: dict[str, object] = {}
    for zh in dict.fromkeys(proposal.old.zh for proposal in proposed):
        # An entry in a later file replaces all senses of its Chinese, so the others are repeated.
        senses = [term for term in glossary.senses(zh) if term.zh == zh]
        entries = [_placed(best[term].term if term in best else term, path) for term in senses]
        values[zh] = entries[0] if len(entries) == 1 else entries
    if values:
        text += "" if not text or text.endswith("\n") else "\n"
        text += yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6)
        notation.parse(text, path or Path())  # what was there may not be of a kind that can be added to
    return proposed, known, text


def _placed(term: Term, path: Path | None) -> dict[str, object]:
    """Return an entry as YAML that says its domain where the file's name does not."""
    value = notation.plain(replace(term, place=Place(path or Path(), 1, 1)))
    return {"en": value} if isinstance(value, str) else value


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
