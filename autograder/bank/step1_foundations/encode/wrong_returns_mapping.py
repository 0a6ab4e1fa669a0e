"""You return a dictionary of the characters in the text. It has lost their order and their
repetitions; the list has one id for each character of the text, in the text's order."""
def encode(text, char_to_idx):
    return {ch: char_to_idx[ch] for ch in text}
