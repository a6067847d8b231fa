"""The errors a user can cause.

UserError           shown as one line and a hint, exit status 2
└── PlacedError     the same, pointing at file:line:column
"""


class UserError(Exception):
    """Something the user can put right: what is wrong, and in `hint` what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class PlacedError(UserError):
    """A mistake at a place in a file; `line` and `column` count from 1."""

    def __init__(self, path: object, line: int, column: int, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}:{line}:{column}: {message}", hint=hint)
        self.line = line
        self.column = column
