"""The text is right, but the list of ids is empty afterwards. A function must not change its
arguments: whoever called it still needs the ids."""
def decode(ids, idx_to_char):
    text = ""
    while ids:
        text += idx_to_char[ids.pop(0)]
    return text
