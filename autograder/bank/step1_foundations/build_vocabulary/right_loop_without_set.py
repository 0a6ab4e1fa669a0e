"""Collects new characters in a loop, sorts them in place, fills both mappings side by side."""
def build_vocabulary(text):
    chars = []
    for ch in text:
        if ch not in chars:
            chars.append(ch)
    chars.sort()

    char_to_idx = dict()
    idx_to_char = dict()
    for i in range(len(chars)):
        char_to_idx[chars[i]] = i
        idx_to_char[i] = chars[i]
    return (char_to_idx, idx_to_char)
