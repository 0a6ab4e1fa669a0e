"""A generator inside, a list outside."""
def _ids(text, table):
    for ch in text:
        yield table[ch]


def encode(text, char_to_idx):
    return list(_ids(text, char_to_idx))
