"""Your function calls itself once for each id, and Python allows about a thousand such calls. A real text is longer."""
def decode(ids, idx_to_char):
    if len(ids) == 0:
        return ""
    return idx_to_char[ids[0]] + decode(ids[1:], idx_to_char)
