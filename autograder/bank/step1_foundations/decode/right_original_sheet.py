"""The original course sheet's own code."""
def decode(ids, idx_to_char):
    return ''.join([idx_to_char[i] for i in ids])
