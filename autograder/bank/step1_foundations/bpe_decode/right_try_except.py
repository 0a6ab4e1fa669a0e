"""Strict first, with replacement only when that fails; a list of lists of numbers as table."""
def bpe_decode(ids, merges):
    spelled = {i: [i] for i in range(256)}
    for pair, new_id in sorted(merges.items(), key=lambda item: item[1]):
        spelled[new_id] = spelled[pair[0]] + spelled[pair[1]]
    data = bytes(sum((spelled[i] for i in ids), []))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace")
