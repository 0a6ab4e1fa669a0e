"""A capital and a full stop."""
answer_tables = "B."
