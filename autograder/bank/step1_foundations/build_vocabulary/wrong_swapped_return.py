"""You return the two mappings in the opposite order: first comes the one from characters to ids,
then the one from ids to characters. Whoever unpacks them gets each under the other's name."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return idx_to_char, char_to_idx
