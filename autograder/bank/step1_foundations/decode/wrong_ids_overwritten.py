"""The text is right, but the list of ids now holds characters. A function must not change its
arguments: whoever called it still needs the ids."""
def decode(ids, idx_to_char):
    for n in range(len(ids)):
        ids[n] = idx_to_char[ids[n]]
    return "".join(ids)
