"""Prints the characters into a buffer, with nothing between them."""
from io import StringIO

def decode(ids, idx_to_char):
    buffer = StringIO(newline="")
    print(*[idx_to_char[i] for i in ids], sep="", end="", file=buffer)
    return buffer.getvalue()
