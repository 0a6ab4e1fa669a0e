"""The first character is missing: it looks as if your loop starts one id too late. Python counts
positions from 0."""
def decode(ids, idx_to_char):
    text = ""
    for n in range(1, len(ids)):
        text += idx_to_char[ids[n]]
    return text
