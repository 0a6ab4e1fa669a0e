"""Writes into a text buffer."""
import io

def decode(ids, idx_to_char):
    with io.StringIO(newline="") as out:
        for i in ids:
            out.write(idx_to_char[i])
        return out.getvalue()
