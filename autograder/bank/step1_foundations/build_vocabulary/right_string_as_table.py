"""A sorted string serves as the mapping from ids to characters, searched for the other
direction."""
def build_vocabulary(text):
    alphabet = "".join(sorted(set(text)))
    return {ch: alphabet.index(ch) for ch in alphabet}, alphabet
