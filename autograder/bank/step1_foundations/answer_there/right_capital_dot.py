"""A capital and a full stop."""
answer_there = "D."
