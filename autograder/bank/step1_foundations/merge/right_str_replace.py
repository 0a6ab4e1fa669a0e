"""One character for each id, then str.replace, which works left to right without overlaps."""
def merge(ids, pair, new_id):
    text = "".join(map(chr, ids))
    text = text.replace(chr(pair[0]) + chr(pair[1]), chr(new_id))
    return [ord(c) for c in text]
