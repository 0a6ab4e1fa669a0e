"""`python -m autograder COMMAND --help`."""

import sys

if __name__ == "__main__":
    try:
        from .cli import main

        main()
    except KeyboardInterrupt:  # while Python still imports
        print("\nStopped before anything had begun.", file=sys.stderr)
        sys.exit(130)
