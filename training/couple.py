"""Two sentences as one text: a model that only ever saw one at a time forgets the second."""

import random
from collections import defaultdict
from collections.abc import Sequence

from training.noise import joined
from training.pair import Pair

SHORT = 60  # characters of Chinese; two such sentences are still an example of common length
ENDS = ("。", "！", "？")


def couple(pairs: Sequence[Pair], rate: float, chance: random.Random) -> list[Pair]:
    """Return a share of the short sentences two by two, each with one of the same corpus, named `CORPUS+joined`.

    >>> couple([Pair("很好。", "Good.", "x"), Pair("走吧！", "Go!", "x")], 1.0, random.Random(1))
    [Pair(zh='走吧！很好。', en='Go! Good.', name='x+joined')]
    """
    drawn: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.zh.endswith(ENDS) and len(pair.zh) < SHORT and chance.random() < rate:
            drawn[pair.name].append(pair)
    couples = []
    for name, short in drawn.items():
        chance.shuffle(short)
        couples += [
            joined(first, second, chance)._replace(name=f"{name}+joined")
            for first, second in zip(short[::2], short[1::2], strict=False)
        ]
    return couples
