"""You keep the single bytes and drop all merged tokens. Each of them stands for two or more bytes: look up which."""
def bpe_decode(ids, merges):
    return bytes(i for i in ids if i < 256).decode("utf-8", errors="replace")
