"""Your table has room for 256 characters. There are many more: Japanese ones, for example, have numbers far beyond."""
def build_vocabulary(text):
    present = [False] * 256
    for c in text:
        present[ord(c)] = True
    chars = [chr(i) for i in range(256) if present[i]]
    return {c: i for i, c in enumerate(chars)}, {i: c for i, c in enumerate(chars)}
