"""You give merged tokens the rank of their merge (0, 1, 2 …). Their ids are the values of the table, from 256 on; the small numbers belong to the bytes."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return [i - 256 if i > 255 else i for i in ids]
