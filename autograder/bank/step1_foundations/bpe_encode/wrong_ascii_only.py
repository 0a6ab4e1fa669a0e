"""You drop what is not ASCII, so letters such as é vanish from the text. Every text has UTF-8 bytes, and nothing may be lost in encoding."""
def bpe_encode(text, merges):
    ids = list(text.encode("ascii", errors="ignore"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return ids
