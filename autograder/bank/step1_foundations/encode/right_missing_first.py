"""Collects every unknown character before encoding anything."""
def encode(text: str, char_to_idx: dict) -> list:
    missing = sorted(set(text) - set(char_to_idx))
    if missing:
        raise KeyError(", ".join(map(repr, missing)))
    return [*(char_to_idx[c] for c in text)]
