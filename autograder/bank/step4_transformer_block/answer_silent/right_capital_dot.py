"""A capital and a full stop."""
answer_silent = "B."
