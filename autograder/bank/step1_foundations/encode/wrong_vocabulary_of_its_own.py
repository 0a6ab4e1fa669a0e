"""It looks as if you build a new vocabulary from the text that is being encoded, and leave the
given one unused. Then the same character has another id in every text, and an unknown character
never shows."""
def encode(text, char_to_idx):
    table = {ch: i for i, ch in enumerate(sorted(set(text)))}
    return [table[ch] for ch in text]
