"""It looks as if blanks and line breaks are not encoded. They are characters like any other:
without their ids the decoded words run into each other."""
def encode(text, char_to_idx):
    ids = []
    for word in text.split():
        for ch in word:
            ids.append(char_to_idx[ch])
    return ids
