"""A capital and a full stop."""
answer_more_heads = "D."
