"""Joins a generator."""
def decode(ids: list, idx_to_char) -> str:
    return str().join(idx_to_char[token] for token in ids)
