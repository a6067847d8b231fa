"""Dealing out stretches of a text so that no two share a character and as few as possible go without."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from align.text import Span

NOWHERE = Span(0, 0)
WIDEST = 20_000  # partial seatings kept at a time; real sentences stay under a hundred


State = tuple[int, tuple[int, ...]]  # where the last stretch ends; what each group still needs


@dataclass(frozen=True)
class _Partial:
    """The best seating so far for a state: how many, how long, and the last stretch with those before it."""

    count: int = 0
    length: int = 0
    group: int = 0
    span: Span = NOWHERE
    before: "_Partial | None" = None

    def better_than(self, other: "_Partial | None") -> bool:
        return other is None or (self.count, self.length) > (other.count, other.length)

    def then(self, group: int, span: Span) -> "_Partial":
        return _Partial(self.count + 1, self.length + len(span), group, span, self)


def seat(options: Sequence[Collection[Span]], needs: Sequence[int]) -> list[list[Span]]:
    """Give each group up to `needs[i]` of the stretches `options[i]`, none overlapping.

    As many as possible are seated, then the longest, then the leftmost. Exact: dynamic programming over the
    stretches from left to right, where a state is what the last one taken ends at and what each group still
    needs. Returns the stretches of each group from left to right.
    """
    dealt: list[list[Span]] = [[] for _ in options]
    for groups in _components(options):
        last = _seat_component([options[g] for g in groups], [needs[g] for g in groups])
        while last.before is not None:
            dealt[groups[last.group]].insert(0, last.span)
            last = last.before
    return dealt


def _components(options: Sequence[Collection[Span]]) -> list[list[int]]:
    """Gather the groups that compete, directly or through others, for the same characters."""
    component = list(range(len(options)))
    ordered = sorted((span, group) for group, row in enumerate(options) for span in row)
    end, holder = 0, -1
    for span, group in ordered:
        if holder >= 0 and span.start < end:
            old, new = component[group], component[holder]
            component = [new if name == old else name for name in component]
        if span.end > end:
            end, holder = span.end, group
    members: dict[int, list[int]] = {}
    for group, name in enumerate(component):
        members.setdefault(name, []).append(group)
    return list(members.values())


def _seat_component(options: Sequence[Collection[Span]], needs: Sequence[int]) -> _Partial:
    """Seat groups that compete."""
    spans = sorted({span for row in options for span in row})
    owners = [[group for group, row in enumerate(options) if span in row] for span in spans]
    ahead = [len(row) for row in options]  # stretches of each group from the current one on
    start = tuple(min(need, supply) for need, supply in zip(needs, ahead, strict=True))
    states: dict[State, _Partial] = {(0, start): _Partial()}
    for index, span in enumerate(spans):
        following = spans[index + 1].start if index + 1 < len(spans) else span.end
        alone = len(owners[index]) == 1 and following >= span.end
        for group in owners[index]:
            ahead[group] -= 1
        after: dict[State, _Partial] = {}
        for state, partial in states.items():
            for (end, left), seating in _choices(state, partial, span, owners[index], ahead, alone):
                # What lies behind, and needs beyond what is still to come, make no difference: states merge.
                key = (end if end > following else 0, tuple(map(min, left, ahead)))
                if seating.better_than(after.get(key)):
                    after[key] = seating
        states = after
        if len(states) > WIDEST:
            best = sorted(states.items(), key=lambda item: (-item[1].count, -item[1].length))
            states = dict(best[:WIDEST])
    return min(states.values(), key=lambda partial: (-partial.count, -partial.length))


def _choices(
    state: State, partial: _Partial, span: Span, owners: Sequence[int], ahead: Sequence[int], alone: bool
) -> Iterator[tuple[State, _Partial]]:
    """Yield what may become of a state at a stretch: one of its owners takes it, or nobody does.

    Nobody may pass over a stretch that is in nobody's way and that its only owner cannot replace.
    """
    end, left = state
    takers = [group for group in owners if left[group] and span.start >= end]
    for group in takers:
        yield (span.end, (*left[:group], left[group] - 1, *left[group + 1 :])), partial.then(group, span)
    if not (takers and alone and left[owners[0]] > ahead[owners[0]]):
        yield state, partial
