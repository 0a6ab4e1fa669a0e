"""The letter in brackets."""
answer_tables = "(b)"
