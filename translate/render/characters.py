"""Characters that a file format cannot hold."""

import re

# XML 1.0 has no place for control characters, lone surrogates and U+FFFE or U+FFFF: no reader opens them.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text with what XML cannot hold replaced by U+FFFD, one for one, so that offsets stay true.

    >>> printable("a\\x00b")
    'a\ufffdb'
    """
    return FORBIDDEN.sub("\ufffd", text)
