"""You end the text at a zero byte, as C does. It is a byte like any other."""
def bpe_decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        table[new_id] = table[left] + table[right]
    raw = b"".join(table[i] for i in ids)
    return raw.split(b"\0")[0].decode("utf-8", errors="replace")
