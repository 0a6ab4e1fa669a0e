"""The last character is missing: it looks as if your loop stops one id too early."""
def decode(ids, idx_to_char):
    text = ""
    for n in range(len(ids) - 1):
        text += idx_to_char[ids[n]]
    return text
