"""A tuple serves as the mapping from ids to characters."""
def build_vocabulary(text: str):
    idx_to_char = tuple(sorted({*text}))
    return dict(map(reversed, enumerate(idx_to_char))), idx_to_char
