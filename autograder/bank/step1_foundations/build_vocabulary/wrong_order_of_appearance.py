"""It looks as if your ids follow the order in which characters first appear in the text. The
contract asks for the sorted order of the characters, so that the same alphabet gets the same ids
whatever the text begins with."""
def build_vocabulary(text):
    chars = list(dict.fromkeys(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char
