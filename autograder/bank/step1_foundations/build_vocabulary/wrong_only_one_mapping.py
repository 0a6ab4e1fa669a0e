"""You return only the mapping from characters to ids. Both directions are asked for, as a pair:
without the way back nothing can be decoded."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    return char_to_idx
