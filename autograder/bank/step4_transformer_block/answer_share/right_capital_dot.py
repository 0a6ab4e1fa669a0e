"""A capital and a full stop."""
answer_share = "D."
