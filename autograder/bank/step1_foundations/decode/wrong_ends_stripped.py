"""Blanks or line breaks went missing: it looks as if you tidy the text up after putting it
together. Decoding must give back exactly what was encoded, also at the ends of the text and where
several blanks follow each other."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in ids).strip()
