"""What the package's commands have in common: a user's mistake is one line, a hint and exit status 2."""

import sys
from collections.abc import Callable

from align.errors import UserError


def stand(main: Callable[[], None]) -> None:
    """Run a command and leave with its exit status."""
    try:
        main()
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)
        if error.hint:
            print(f"hint: {error.hint}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
