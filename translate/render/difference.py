"""What changed between two versions of a text."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# A Chinese character is a unit; so is a run of other letters or digits, so that words change whole.
UNIT = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]|\s+|[^\W㐀-鿿豈-﫿\U00020000-\U0003ffff]+|.", re.DOTALL)


class Change(NamedTuple):
    """A stretch that both versions have, that is gone, or that is new."""

    what: Literal["same", "gone", "new"]
    text: str


def difference(before: str, after: str) -> list[Change]:
    """Return the steps from `before` to `after`: all but the new is `before`, all but the gone is `after`.

    >>> [tuple(step) for step in difference("work safety", "production safety")]
    [('gone', 'work'), ('new', 'production'), ('same', ' safety')]
    """
    old, new = UNIT.findall(before), UNIT.findall(after)
    changes: list[Change] = []
    for _, begin, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[begin:end]), "".join(new[start:stop])
        if gone == came:
            changes.append(Change("same", gone))
            continue
        if gone:
            changes.append(Change("gone", gone))
        if came:
            changes.append(Change("new", came))
    return changes
