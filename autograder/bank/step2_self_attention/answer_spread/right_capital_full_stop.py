"""A capital letter and a full stop."""
answer_spread = "C."
