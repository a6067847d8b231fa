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
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changes: list[Change] = []
    gone = came = ""
    for number, (what, begin, end, start, stop) in enumerate(steps, 1):
        text = "".join(old[begin:end])
        if what != "equal":
            gone, came = gone + text, came + "".join(new[start:stop])
        elif text.isspace() and 1 < number < len(steps):
            gone, came = gone + text, came + text  # words in a row that change, change as one
        else:
            changes += _change(gone, came)
            changes.append(Change("same", text))
            gone = came = ""
    return changes + _change(gone, came)


def _change(gone: str, came: str) -> list[Change]:
    return [change for change in (Change("gone", gone), Change("new", came)) if change.text]
