"""You return a tuple. The contract asks for a list: the next exercises append to the ids and join
them with other lists, which a tuple refuses."""
def encode(text, char_to_idx):
    return tuple(char_to_idx[ch] for ch in text)
