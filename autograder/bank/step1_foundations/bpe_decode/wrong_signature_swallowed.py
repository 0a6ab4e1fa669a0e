""""utf-8-sig" drops a byte order mark at the beginning. Plain "utf-8" keeps what is there."""
def bpe_decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        table[new_id] = table[left] + table[right]
    return b"".join(table[i] for i in ids).decode("utf-8-sig", errors="replace")
