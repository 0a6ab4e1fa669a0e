"""You remember the ids of a text. With another vocabulary the same text has other ids."""
_encoded = {}


def encode(text, char_to_idx):
    if text not in _encoded:
        _encoded[text] = [char_to_idx[c] for c in text]
    return list(_encoded[text])
