"""functools.lru_cache over a recursive function that gives bytes."""
from functools import lru_cache


def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}

    @lru_cache(maxsize=None)
    def spell(i):
        return bytes([i]) if i < 256 else b"".join(map(spell, pair_of[i]))

    return b"".join(map(spell, ids)).decode("utf-8", errors="replace")
