"""The punctuation clean-up that OPUS-MT's Chinese models were trained with, keeping track of characters."""

from collections.abc import Iterator

from align.text import Span

# Moses' replace-unicode-punctuation.perl and normalize-punctuation.perl, as OPUS-MT's preprocessing ran them.
# Letters, digits and signs of the full-width block are folded first, by arithmetic.
_ASCII: dict[str, str] = {
    "，": ",", "、": ",", "。": ". ", "．": ". ", "：": ":", "∶": ":", "；": ";", "？": "?", "！": "!",
    "“": '"', "”": '"', "„": '"', "《": '"', "》": '"', "「": '"', "」": '"', "『": '"', "』": '"',
    "‘": "'", "’": "'", "´": "'", "（": " (", "）": ") ", "【": "[", "】": "]", "〈": "<", "〉": ">",
    "(": " (", ")": ") ", "…": "...", "━": "-", "–": "-", "—": " - ", "～": "~", "％": "%",
}  # fmt: skip


def clean(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text in ASCII punctuation and, for each of its characters, what it was in `text`.

    >>> clean("２０２５年，（试行）")
    ('2025年, (试行)', ...)
    """
    out: list[tuple[str, Span]] = []
    for char, span in _replaced(text):
        previous = out[-1][0] if out else " "
        if char == " " and previous in " (":
            if out and previous == " ":
                out[-1] = (" ", Span(out[-1][1].start, max(span.end, out[-1][1].end)))
            continue
        if previous == " " and len(out) > 1 and _closes_up(out[-2][0], char):
            out.pop()
        out.append((char, span))
    while out and out[-1][0] == " ":
        out.pop()
    return "".join(char for char, _ in out), tuple(span for _, span in out)


def _closes_up(left: str, right: str) -> bool:
    """Tell whether the space between two characters is dropped."""
    return right == ")" or (left == ")" and right in ".!:?;,") or (left.isdigit() and right == "%")


def _replaced(text: str) -> Iterator[tuple[str, Span]]:
    for at, char in enumerate(text):
        code = ord(char)
        if 0xFF01 <= code <= 0xFF5E and char not in _ASCII:
            char = chr(code - 0xFEE0)
        for new in _ASCII.get(char, " " if char.isspace() else char):
            yield new, Span(at, at + 1)
