"""Your ids are the characters' code points. The ids are those of the given vocabulary: look each
character up there."""
def encode(text, char_to_idx):
    return [ord(ch) for ch in text]
