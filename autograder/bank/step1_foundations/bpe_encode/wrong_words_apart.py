"""You encode word by word and lose the blanks between the words. They are bytes like all others, and decoding must give them back."""
def bpe_encode(text, merges):
    out = []
    for word in text.split():
        ids = list(word.encode("utf-8"))
        for pair, new_id in merges.items():
            ids = merge(ids, pair, new_id)
        out.extend(ids)
    return out
