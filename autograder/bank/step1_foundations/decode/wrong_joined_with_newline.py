"""Every character stands on a line of its own. The line breaks of the text have ids of their own,
so nothing may be put between the characters."""
def decode(ids, idx_to_char):
    return "\n".join(idx_to_char[i] for i in ids)
