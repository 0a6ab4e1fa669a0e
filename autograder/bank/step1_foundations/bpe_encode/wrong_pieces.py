"""You give back the pieces of the text. A list of ids is wanted: numbers are what a model can look up."""
def bpe_encode(text, merges):
    spelled = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        spelled[new_id] = spelled[left] + spelled[right]
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return [spelled[i].decode("utf-8", errors="replace") for i in ids]
