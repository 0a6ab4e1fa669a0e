"""An unknown character becomes the id 0 in your code. But 0 is the id of a real character, which
then turns up in places where nobody wrote it: an unknown character must raise a KeyError
instead."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch, 0) for ch in text]
