"""It looks as if your ids follow the order in which characters first appear in the text. The
contract asks for the sorted order of the characters, so that the same alphabet gets the same ids
whatever the text begins with."""
def build_vocabulary(text):
    char_to_idx, idx_to_char = {}, {}
    for ch in text:
        if ch not in char_to_idx:
            idx_to_char[len(char_to_idx)] = ch
            char_to_idx[ch] = len(char_to_idx)
    return char_to_idx, idx_to_char
