"""Frames of official reporting: who speaks (会议, the meeting) and how (强调, stressed)."""

import re
from collections.abc import Iterator

from align.text import Span

SPEAKERS: dict[str, tuple[str, ...]] = {
    "会议": ("meeting", "conference", "session"),
    "全会": ("plenary session", "session"),
    "座谈会": ("symposium", "meeting"),
    "通知": ("circular", "notice"),
    "意见": ("guidelines", "opinions"),
    "方案": ("plan", "program"),
    "报告": ("report",),
    "公报": ("communique", "bulletin"),
}
VERBS: dict[str, tuple[str, ...]] = {
    "强调": ("stressed", "emphasized", "emphasised", "underscored", "underlined"),
    "指出": ("pointed out", "noted", "observed"),
    "要求": ("required", "called for", "urged", "demanded", "requested"),
    "认为": ("held", "believed", "considered", "agreed"),
    "提出": ("proposed", "put forward"),
    "明确": ("made clear", "specified"),
    "决定": ("decided", "resolved"),
    "号召": ("called on",),
}
_ZH = re.compile(f"(?:{'|'.join(SPEAKERS)})(?:{'|'.join(VERBS)})")


def frames(text: str) -> Iterator[Span]:
    """Yield where a Chinese text has a speaker with its verb.

    >>> [span.of("会议强调，要抓落实。") for span in frames("会议强调，要抓落实。")]
    ['会议强调']
    """
    for match in _ZH.finditer(text):
        yield Span(*match.span())
