"""Your container holds numbers up to 255. Ids can be larger."""
def encode(text, char_to_idx):
    ids = bytearray()
    for c in text:
        ids.append(char_to_idx[c])
    return list(ids)
