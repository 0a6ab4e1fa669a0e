"""The tokens are the same, but not their positions: generate shows the model the window at positions 0 to block_size − 1, so that every token has moved by one, and its key with it."""
answer_slide = "a"
