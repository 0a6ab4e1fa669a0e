"""A stranger's text, made fit for a terminal, a file and a log: what would act there is shown instead.

Knows no markup: what prints must print text as text (see cli/app.py).
"""


def visible(text: str) -> str:
    """`text` with every code that a terminal would obey, and every mark that turns or hides letters, spelt out
    (`\\x1b`, `\\u202e`); lines and tabs stay."""
    return "".join(letter if letter in "\n\t" or letter.isprintable() else spelt(letter) for letter in text)


def spelt(letter: str) -> str:
    """A letter as its escape; a space of another kind as a space."""
    if letter in "\xa0\u202f\u2009":
        return " "
    return f"\\x{ord(letter):02x}" if ord(letter) < 256 else letter.encode("ascii", "backslashreplace").decode()
