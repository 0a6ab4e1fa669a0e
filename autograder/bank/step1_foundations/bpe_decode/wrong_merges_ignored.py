"""You print merged ids as if they were characters, and never use the merges. An id from 256 on stands for the bytes of its two halves: look up which."""
def bpe_decode(ids, merges):
    return "".join(chr(i) for i in ids)
