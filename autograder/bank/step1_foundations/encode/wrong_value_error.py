"""You do refuse an unknown character, but with a ValueError. The contract names the KeyError, the
one that a failed look-up raises, and callers catch that one."""
def encode(text, char_to_idx):
    for ch in text:
        if ch not in char_to_idx:
            raise ValueError("unknown character " + ch)
    return [char_to_idx[ch] for ch in text]
