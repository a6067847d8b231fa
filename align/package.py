"""Office files: packages of XML in a ZIP archive."""

import zipfile
import zlib

# What the libraries raise for a package that is damaged, not one, encrypted, or lacks a part.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)
