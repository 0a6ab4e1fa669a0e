"""You treat the ids as bytes, which end at 255. The very first merge makes an id of 256, and later pairs consist of such ids."""
def merge(ids, pair, new_id):
    return list(bytes(ids).replace(bytes(pair), bytes([new_id])))
