"""Catches the KeyError and raises one that explains itself."""
def encode(text, char_to_idx):
    try:
        return [char_to_idx[c] for c in text]
    except KeyError as error:
        raise KeyError(f"unknown character: {error}") from None
