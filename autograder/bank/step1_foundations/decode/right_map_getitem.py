"""Maps the look-up itself over the ids, for a dictionary or a list."""
def decode(ids, idx_to_char):
    return "".join(map(idx_to_char.__getitem__, ids))
