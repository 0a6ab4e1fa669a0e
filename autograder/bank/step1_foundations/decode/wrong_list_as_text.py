"""It looks as if you turned the list of characters into text as Python prints it, with its
brackets, quotes and commas. The characters belong next to each other, with nothing added."""
def decode(ids, idx_to_char):
    return str([idx_to_char[i] for i in ids])
