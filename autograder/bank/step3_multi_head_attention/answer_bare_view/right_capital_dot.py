"""A capital and a full stop."""
answer_bare_view = "C."
