"""Your text is made of the ids' digits. Each id has to be looked up: it is the character behind it
that belongs into the text."""
def decode(ids, idx_to_char):
    return "".join(str(i) for i in ids)
