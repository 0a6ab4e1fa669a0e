"""It looks as if you walk through the vocabulary and not through the text, so the ids come out in
ascending order, each once. The list follows the text, character by character."""
def encode(text, char_to_idx):
    ids = []
    for ch in char_to_idx:
        if ch in text:
            ids.append(char_to_idx[ch])
    return ids
