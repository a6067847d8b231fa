"""The text in a file's bytes, whichever of the usual encodings it is in."""

import codecs
import re

from align.errors import UserError

LIMIT = 20_000_000
"""Bytes of the largest file that is read; some ten thousand pages."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF file", "copy its text into a .txt file"),
    (b"PK\x03\x04", "an Office or ZIP file", "save the document as plain text (.txt, UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save the document as plain text (.txt, UTF-8)"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"\x89PNG", "an image", "only text can be read"),
    (b"\xff\xd8\xff", "an image", "only text can be read"),
    (b"GIF8", "an image", "only text can be read"),
    (b"{\\rtf", "an RTF file", "save the document as plain text (.txt, UTF-8)"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b\x7f]")
_SAMPLE = 20_000  # characters that are looked at to tell whether a decoding makes sense


def decode(data: bytes, name: object) -> str:
    """Return the text of a file's bytes without its byte order mark; newlines stay as they are.

    UTF-8 and UTF-16 with or without mark, UTF-32 with one, and GB18030 (so GBK and GB2312) are told apart by
    what makes sense as text. Raises UserError, naming `name`, for bytes that are empty, binary, more than
    `LIMIT` or in another encoding.
    """
    if len(data) > LIMIT:
        raise too_large(name)
    for magic, what, advice in _KINDS:
        if data.startswith(magic):
            raise UserError(f"{name} is {what}, not text", hint=advice)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            if text is None:
                raise UserError(
                    f"{name} begins like {encoding.upper()} but is not", hint="save it again as UTF-8"
                )
            return _checked(text, data, name)
    text = _try(data, "utf-8")
    if text is not None and "\0" not in text:
        return _checked(text, data, name)
    wide = b"\0" in data[:_SAMPLE]  # every other byte of ASCII in UTF-16
    candidates = [
        (_sense(text, with_ascii=wide), -rank, text) for rank, text in enumerate(_guesses(data, wide)) if text
    ]
    if candidates:
        sense, _, text = max(candidates)
        if sense >= 0.75:  # measured: right decodings give 0.99 and more, wrong ones 0.61 at most
            return _checked(text, data, name)
    if wide:
        raise _binary(name)
    raise UserError(
        f"{name} is in none of UTF-8, UTF-16, GB18030{_first_fault(data)}", hint=_advice(data, name)
    )


def too_large(name: object) -> UserError:
    """Return the error for a file of more than `LIMIT` bytes."""
    return UserError(
        f"{name} is larger than {LIMIT // 1_000_000} MB, the most that is read at once",
        hint="split it into smaller files, for example: split -C 10m --additional-suffix=.txt FILE",
    )


def _binary(name: object) -> UserError:
    return UserError(
        f"{name} is not text", hint="it looks like a binary file; save the document as plain text"
    )


def _checked(text: str, data: bytes, name: object) -> str:
    """Return `text` if it can be a text at all."""
    if not text or text.isspace():
        raise UserError(
            f"{name} is empty" if not data else f"{name} holds no text", hint="nothing to read in it"
        )
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls > 0.01 * min(len(text), _SAMPLE):
        raise _binary(name)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guesses(data: bytes, wide: bool) -> list[str | None]:
    """Return the decodings that are possible, the likelier ones first."""
    even = len(data) % 2 == 0
    utf16 = [_try(data, encoding) if even else None for encoding in ("utf-16-le", "utf-16-be")]
    return utf16 if wide else [_try(data, "gb18030"), *utf16]


def _sense(text: str, *, with_ascii: bool) -> float:
    """Return how many of the characters are everyday Chinese; wrongly decoded bytes give few.

    ASCII counts only `with_ascii`: it is the same in every encoding but UTF-16.
    """
    plain = [" " <= character <= "~" or character.isspace() for character in text[:_SAMPLE]]
    sensible = [known or _everyday(character) for known, character in zip(plain, text, strict=False)]
    if not with_ascii:
        sensible = [good for good, known in zip(sensible, plain, strict=True) if not known]
    return sum(sensible) / len(sensible) if sensible else 1.0


def _everyday(character: str) -> bool:
    if "\u3000" <= character <= "\u301f" or "\uff00" <= character <= "\uff65" or character in "“”‘’—…·":
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    # Their first levels are the usual characters: 3,755 simplified ones, 5,401 traditional ones.
    return any(
        first <= character.encode(encoding, "ignore")[:1] <= last
        for encoding, first, last in (("gb2312", b"\xb0", b"\xd7"), ("big5", b"\xa4", b"\xc6"))
    )


def _first_fault(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f" (no UTF-8 from byte {error.start:,} on)"
    return ""


def _advice(data: bytes, name: object) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or best.encoding.startswith(("utf", "gb", "hz", "ascii")):
        return "save it again as UTF-8"
    guess = best.encoding.replace("_", "-")
    return f"it may be {guess}; convert it: iconv -f {guess} -t utf-8 {name} > NEW.txt"
