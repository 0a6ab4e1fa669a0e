"""A dictionary of its own kind, whose KeyError says more."""
class Vocabulary(dict):
    def __missing__(self, ch):
        raise KeyError(f"{ch!r} is not one of the {len(self)} characters of this vocabulary")


def build_vocabulary(text):
    char_to_idx, idx_to_char = Vocabulary(), {}
    for i, ch in enumerate(sorted(set(text))):
        char_to_idx[ch], idx_to_char[i] = i, ch
    return char_to_idx, idx_to_char
