"""It looks as if you read the ids as code points. They are the ids of the given vocabulary: look
each one up there."""
def decode(ids, idx_to_char):
    return "".join(chr(i) for i in ids)
