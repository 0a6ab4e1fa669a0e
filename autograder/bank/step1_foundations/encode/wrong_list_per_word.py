"""It looks as if you make a list of lists, one for each word. One flat list is asked for, with the
ids of the blanks in their places."""
def encode(text, char_to_idx):
    return [[char_to_idx[ch] for ch in word] for word in text.split(" ")]
