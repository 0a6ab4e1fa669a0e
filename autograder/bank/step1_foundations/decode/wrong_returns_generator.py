"""You return something that still has to be walked through, a generator. One string is asked for:
what decoding gives must equal the text that was encoded."""
def decode(ids, idx_to_char):
    return (idx_to_char[i] for i in ids)
