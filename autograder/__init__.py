"""The autograder of the course; `python -m autograder --help`."""

import sys

# jsonschema, which nbformat needs, imports this where it is installed, to check a format that no notebook has; it then
# builds 38 parsers, which takes five seconds. Without it jsonschema does the rest all the same.
sys.modules.setdefault("rfc3987_syntax", None)
