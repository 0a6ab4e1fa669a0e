"""A capital and a full stop."""
answer_same_keys = "C."
