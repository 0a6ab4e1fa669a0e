"""`python -m autograder COMMAND --help`."""

import sys

if __name__ == "__main__":
    try:
        from .cli import main

        main()
    except KeyboardInterrupt:  # while Python still imports: nothing has begun
        sys.exit(130)
